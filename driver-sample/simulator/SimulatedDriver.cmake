# simulated_driver(NAME SOURCES... [INCLUDE FOLDERS...] [DEFINE WORDS...] [OUTPUT FILE])
#
# Builds a driver for miniport-simulate: NAME.so in the current binary folder,
# unless OUTPUT says otherwise, with a target NAME. The driver's C or C++ sources
# are compiled unchanged, with the layouts and the calling convention of Windows
# on x64, into ELF objects that tell of each access to memory.
set(SIMULATED_DRIVER_FOLDER ${CMAKE_CURRENT_LIST_DIR})
get_filename_component(SIMULATED_DRIVER_SDK ${CMAKE_CURRENT_LIST_DIR}/../../sdk/include ABSOLUTE)
find_program(SIMULATED_DRIVER_CLANG NAMES clang-19 clang HINTS ${LLVM_TOOLS_BINARY_DIR})
find_program(SIMULATED_DRIVER_LD NAMES ld.lld-19 ld.lld HINTS ${LLVM_TOOLS_BINARY_DIR})
find_program(SIMULATED_DRIVER_OBJCOPY NAMES llvm-objcopy-19 llvm-objcopy HINTS ${LLVM_TOOLS_BINARY_DIR})

# Drivers and the simulator's own sources that know their layouts share these.
set(SIMULATED_DRIVER_ABI_FLAGS
  --target=x86_64-pc-windows-msvc-elf -fms-compatibility -fms-extensions
  -D_AMD64_ -D_WIN64 -isystem ${SIMULATED_DRIVER_SDK}
  -fno-omit-frame-pointer -fno-optimize-sibling-calls -mno-red-zone -mno-stack-arg-probe
  -fno-stack-protector -fno-exceptions)
set(SIMULATED_DRIVER_FLAGS ${SIMULATED_DRIVER_ABI_FLAGS}
  -O1 -gdwarf-4
  -fsanitize-coverage=trace-loads,trace-stores,func,trace-pc
  -Wno-ignored-pragma-intrinsic -Wno-pragma-pack -Wno-microsoft -Wno-unused-parameter)

# The compiler calls these by itself, and the C library's have another convention.
set(SIMULATED_DRIVER_RENAMES "")
foreach(name memcpy memmove memset memcmp strlen strcmp strncmp strstr strchr strncpy)
  list(APPEND SIMULATED_DRIVER_RENAMES --redefine-sym ${name}=nt_${name})
endforeach()

set(SIMULATED_DRIVER_WORKS FALSE)
if(SIMULATED_DRIVER_CLANG AND SIMULATED_DRIVER_LD AND SIMULATED_DRIVER_OBJCOPY
   AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(probe ${CMAKE_CURRENT_BINARY_DIR}/simulated-driver-probe)
  file(WRITE ${probe}.c "int probe;\n")
  execute_process(
    COMMAND ${SIMULATED_DRIVER_CLANG} ${SIMULATED_DRIVER_ABI_FLAGS} -c ${probe}.c -o ${probe}.o
    RESULT_VARIABLE probe_result OUTPUT_QUIET ERROR_QUIET)
  if(probe_result EQUAL 0)
    set(SIMULATED_DRIVER_WORKS TRUE)
  endif()
endif()

function(simulated_driver name)
  cmake_parse_arguments(ARG "" "OUTPUT" "INCLUDE;DEFINE" ${ARGN})
  if(NOT ARG_OUTPUT)
    set(ARG_OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}.so)
  endif()
  set(words "")
  foreach(folder ${ARG_INCLUDE})
    list(APPEND words -I${folder})
  endforeach()
  foreach(word ${ARG_DEFINE})
    list(APPEND words -D${word})
  endforeach()
  set(objects "")
  foreach(source ${ARG_UNPARSED_ARGUMENTS})
    get_filename_component(path ${source} ABSOLUTE)
    get_filename_component(file ${source} NAME)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/${file}.o)
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
    add_custom_command(
      OUTPUT ${object}
      COMMAND ${SIMULATED_DRIVER_CLANG} ${SIMULATED_DRIVER_FLAGS} ${words}
              -MD -MF ${object}.d -MT ${object} -c ${path} -o ${object}
      DEPENDS ${path}
      DEPFILE ${object}.d
      COMMENT "${name}: ${file}"
      VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  # In one piece first: the names that the Windows target gives to strings and to
  # C++ functions have an @, which a shared object takes for a version. Then
  # nothing but DriverEntry is seen from outside.
  set(whole ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/whole.o)
  add_custom_command(
    OUTPUT ${ARG_OUTPUT}
    COMMAND ${SIMULATED_DRIVER_LD} -r --no-dependent-libraries -o ${whole} ${objects}
    COMMAND ${SIMULATED_DRIVER_OBJCOPY} ${SIMULATED_DRIVER_RENAMES}
            --keep-global-symbol=DriverEntry ${whole}
    COMMAND ${SIMULATED_DRIVER_LD} -shared -z notext --no-dependent-libraries
            -o ${ARG_OUTPUT} ${whole}
    DEPENDS ${objects}
    COMMENT "${name}: linked for the simulator"
    VERBATIM)
  add_custom_target(${name} DEPENDS ${ARG_OUTPUT})
endfunction()
