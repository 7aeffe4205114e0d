#!/bin/sh
# each-header.sh CLANG INCLUDE-DIR: every header of the folder, alone, as C and
# as C++, as an ordinary header (not a system one) with warnings on. A header
# that ends an alignment (poppack.h) comes after one that begins it.
clang=$1
dir=$2
flags="--target=x86_64-pc-windows-msvc -fms-compatibility -fms-extensions
  -D_AMD64_ -D_WIN64 -fsyntax-only -Wall -Wextra -Werror -Wno-pragma-pack"
failed=0
count=0
for header in "$dir"/*.h "$dir"/*.tmh "$dir"/detail/*.h; do
  before=
  case $header in */poppack.h) before="-include $dir/pshpack1.h" ;; esac
  for language in c c++; do
    # shellcheck disable=SC2086 # the flags are a list
    if ! echo "#include \"$header\"" |
      "$clang" -x "$language" $flags -I"$dir" $before -; then
      echo "failed: $header as $language"
      failed=1
    fi
  done
  count=$((count + 1))
done
echo "$count headers"
exit $failed
