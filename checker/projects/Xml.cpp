//===- Xml.cpp - One XML file, with its lines -----------------------------===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "projects/Xml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace miniport::projects {

using llvm::Expected;
using llvm::StringRef;

static llvm::Error failure(const llvm::Twine &Message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Message);
}

/// UTF-16 without a mark is told by its first letter, which is ASCII.
static bool isUtf16(StringRef Text) {
  if (Text.starts_with("\xFF\xFE") || Text.starts_with("\xFE\xFF"))
    return true;
  return Text.size() >= 2 && (Text[0] == 0) != (Text[1] == 0);
}

Expected<std::string> readText(StringRef Path) {
  uint64_t Size = 0;
  if (!llvm::sys::fs::file_size(Path, Size) && Size > 64u << 20)
    return failure("'" + Path + "' is larger than 64 MiB");
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return failure("cannot read '" + Path +
                   "': " + Buffer.getError().message());
  StringRef Text = (*Buffer)->getBuffer();
  if (!isUtf16(Text)) {
    Text.consume_front("\xEF\xBB\xBF");
    return Text.str();
  }
  // The converter goes by the mark; without one it takes the machine's order.
  std::vector<char> Bytes(Text.begin(), Text.end());
  bool Big = Text[0] == 0 || Text.starts_with("\xFE\xFF");
  if (Bytes.size() % 2)
    Bytes.pop_back();
  for (size_t I = 0; Big && I + 1 < Bytes.size(); I += 2)
    std::swap(Bytes[I], Bytes[I + 1]);
  std::string Result;
  if (!llvm::convertUTF16ToUTF8String(Bytes, Result))
    return failure("'" + Path + "' is not valid UTF-16");
  StringRef Converted = Result;
  Converted.consume_front("\xEF\xBB\xBF");
  return Converted.str();
}

Expected<std::unique_ptr<XmlFile>> XmlFile::load(StringRef Path) {
  Expected<std::string> Text = readText(Path);
  if (!Text)
    return Text.takeError();
  std::unique_ptr<XmlFile> File(new XmlFile(Path));
  File->LineStarts.push_back(0);
  for (size_t I = 0; I < Text->size(); ++I)
    if ((*Text)[I] == '\n')
      File->LineStarts.push_back(I + 1);
  pugi::xml_parse_result Result = File->Document.load_buffer(
      Text->data(), Text->size(), pugi::parse_default, pugi::encoding_utf8);
  if (Result && File->root())
    return std::move(File);
  // What is no XML at all is so from its beginning.
  size_t Offset = Result.status == pugi::status_no_document_element
                      ? 0
                      : size_t(std::max<ptrdiff_t>(Result.offset, 0));
  auto Next = llvm::upper_bound(File->LineStarts, Offset);
  return failure(Path + ":" + llvm::Twine(Next - File->LineStarts.begin()) +
                 ":" + llvm::Twine(Offset - *std::prev(Next) + 1) +
                 ": malformed XML: " + Result.description());
}

unsigned XmlFile::line(pugi::xml_node Node) const {
  ptrdiff_t Offset = std::max<ptrdiff_t>(Node.offset_debug(), 0);
  return unsigned(llvm::upper_bound(LineStarts, size_t(Offset)) -
                  LineStarts.begin());
}

std::string XmlFile::text(pugi::xml_node Node) {
  std::string Result;
  for (pugi::xml_node Child : Node)
    if (Child.type() == pugi::node_pcdata || Child.type() == pugi::node_cdata)
      Result += Child.value();
  return Result;
}

} // namespace miniport::projects
