# cmake -DOUTPUT=FILE -DFOLDER=docs/checks -P EmbedPages.cmake
# Writes the check pages as string literals, for --explain.
file(GLOB PAGES ${FOLDER}/miniport-*.md)
list(SORT PAGES)
set(text "// Made from docs/checks by EmbedPages.cmake.
#include \"tool/CheckSelection.h\"
using miniport::tool::CheckPage;

static const CheckPage Pages[] = {
")
foreach(page ${PAGES})
  get_filename_component(name ${page} NAME_WE)
  file(READ ${page} content)
  # A literal ends at 64 KB for some compilers; pages are far below.
  string(APPEND text "    {\"${name}\", R\"-page-(${content})-page-\"},\n")
endforeach()
string(APPEND text "    {\"\", \"\"}};

llvm::ArrayRef<CheckPage> miniport::tool::checkPages() {
  return llvm::ArrayRef(Pages).drop_back();
}
")
file(WRITE ${OUTPUT} "${text}")
