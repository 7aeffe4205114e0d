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

# simulated_driver_object(OBJECT SOURCE COMMENT WORDS...): one source of a driver.
function(simulated_driver_object object source comment)
  add_custom_command(
    OUTPUT ${object}
    COMMAND ${SIMULATED_DRIVER_CLANG} ${SIMULATED_DRIVER_FLAGS} ${ARGN}
            -MD -MF ${object}.d -MT ${object} -c ${source} -o ${object}
    DEPENDS ${source}
    DEPFILE ${object}.d
    COMMENT "${comment}"
    VERBATIM)
endfunction()

# simulated_driver_link(OUTPUT WHOLE COMMENT OBJECTS...): the driver; WHOLE is a file on
# the way. In one piece first: the names that the Windows target gives to strings and to
# C++ functions have an @, which a shared object takes for a version. Then
# nothing but DriverEntry is seen from outside.
function(simulated_driver_link output whole comment)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${SIMULATED_DRIVER_LD} -r --no-dependent-libraries -o ${whole} ${ARGN}
    COMMAND ${SIMULATED_DRIVER_OBJCOPY} ${SIMULATED_DRIVER_RENAMES}
            --keep-global-symbol=DriverEntry ${whole}
    COMMAND ${SIMULATED_DRIVER_LD} -shared -z notext --no-dependent-libraries
            -o ${output} ${whole}
    DEPENDS ${ARGN}
    COMMENT "${comment}"
    VERBATIM)
endfunction()

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
  file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir)
  foreach(source ${ARG_UNPARSED_ARGUMENTS})
    get_filename_component(path ${source} ABSOLUTE)
    get_filename_component(file ${source} NAME)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/${file}.o)
    simulated_driver_object(${object} ${path} "${name}: ${file}" ${words})
    list(APPEND objects ${object})
  endforeach()
  simulated_driver_link(${ARG_OUTPUT} ${CMAKE_CURRENT_BINARY_DIR}/${name}.dir/whole.o
                        "${name}: linked for the simulator" ${objects})
  add_custom_target(${name} DEPENDS ${ARG_OUTPUT})
endfunction()
