//===- Xml.h - One XML file, with its lines ---------------------*- C++ -*-===//
//
// Part of miniport-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// XML by pugixml, which knows no entities of a document type: a file cannot
// grow when it is read. UTF-8 and UTF-16, with or without a byte order mark.
//
//===----------------------------------------------------------------------===//

#ifndef MINIPORT_PROJECTS_XML_H
#define MINIPORT_PROJECTS_XML_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace miniport::projects {

class XmlFile {
public:
  /// Errors read "FILE:LINE:COLUMN: what is wrong". Files of more than 64 MiB
  /// are refused.
  static llvm::Expected<std::unique_ptr<XmlFile>> load(llvm::StringRef Path);

  const std::string Path;
  pugi::xml_node root() const { return Document.document_element(); }
  /// Counted from 1.
  unsigned line(pugi::xml_node Node) const;

  /// The text of an element, comments left out.
  static std::string text(pugi::xml_node Node);

private:
  explicit XmlFile(llvm::StringRef Path) : Path(Path.str()) {}

  pugi::xml_document Document;
  std::vector<size_t> LineStarts;
};

/// The text of a file as UTF-8, without byte order mark, whatever of UTF-8 and
/// UTF-16 it is in.
llvm::Expected<std::string> readText(llvm::StringRef Path);

} // namespace miniport::projects

#endif // MINIPORT_PROJECTS_XML_H
