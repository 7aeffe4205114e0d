#!/bin/sh
# each-header.sh CLANG INCLUDE-DIR: every header of the folder, alone and twice,
# as an ordinary header (not a system one) with warnings on, for each processor,
# in the oldest and the newest of C and C++ that drivers are written in. A header
# that ends an alignment (poppack.h) comes after one that begins it.
clang=$1
dir=$2
flags="-fms-compatibility -fms-extensions -fsyntax-only -Wall -Wextra -Werror
  -Wno-pragma-pack"
failed=0
count=0
for header in "$dir"/*.h "$dir"/*.tmh "$dir"/detail/*.h; do
  [ -e "$header" ] || continue
  before= twice="#include \"$header\""
  case $header in
  */poppack.h) before="-include $dir/pshpack1.h" twice= ;;
  esac
  while read -r language standard target; do
    # shellcheck disable=SC2086 # the flags are a list
    if ! printf '#include "%s"\n%s\n' "$header" "$twice" |
      "$clang" -x "$language" -std="$standard" $target $flags -I"$dir" $before -; then
      echo "failed: $header as $standard, $target"
      failed=1
    fi
  done <<'END'
c gnu17 --target=x86_64-pc-windows-msvc -D_AMD64_
c++ c++14 --target=x86_64-pc-windows-msvc -D_AMD64_
c gnu89 --target=i686-pc-windows-msvc -D_X86_
c++ c++20 --target=aarch64-pc-windows-msvc -D_ARM64_
END
  count=$((count + 1))
done
echo "$count headers"
exit $failed
