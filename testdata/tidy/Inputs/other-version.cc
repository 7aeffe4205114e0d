#include <string>

namespace clang {
std::string getClangFullVersion() { return VERSION; }
} // namespace clang
