# How every room of checker/ and every unit-test program is declared.

# miniport_library(NAME SOURCES... [DEPENDS LIBS...] [CLANG])
# A room: a static library MiniportNAME with its sources in the current folder.
# Rooms see LLVM's support library; only those marked CLANG may include Clang.
function(miniport_library name)
  cmake_parse_arguments(ARG "CLANG" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(Miniport${name} STATIC ${ARG_SOURCES})
  set_target_properties(Miniport${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(Miniport${name} PUBLIC ${PROJECT_SOURCE_DIR}/checker
                                                    ${PROJECT_BINARY_DIR}/generated)
  target_include_directories(Miniport${name} SYSTEM PUBLIC ${LLVM_INCLUDE_DIRS})
  foreach(dep ${ARG_DEPENDS})
    target_link_libraries(Miniport${name} PUBLIC Miniport${dep})
  endforeach()
endfunction()

# miniport_llvm(TARGET [CLANG] [STATIC]): what an executable links of LLVM and Clang.
# Rooms link nothing of LLVM themselves, so that the plugin can take it from clang-tidy.
# STATIC: what is used of LLVM's archives, and not two libraries of 150 MB that are
# relocated at every start; at fixed addresses; with an allocator that is quicker than
# the C library's, which Clang keeps busy. (Sanitizers bring their own.)
function(miniport_llvm target)
  cmake_parse_arguments(ARG "CLANG;STATIC" "" "" ${ARGN})
  if(ARG_STATIC AND NOT MINIPORT_SANITIZE)
    set(clang_libraries Frontend Driver Parse Serialization Sema APINotes Edit Analysis
        ASTMatchers AST Lex Basic Support Index)
    list(TRANSFORM clang_libraries REPLACE "(.+)" "${LLVM_LIBRARY_DIR}/libclang\\1.a")
    execute_process(
      COMMAND ${LLVM_TOOLS_BINARY_DIR}/llvm-config --link-static --libfiles
              option support targetparser core bitreader profiledata objectyaml mc mcparser
              windowsdriver frontenddriver frontendhlsl frontendopenmp
              x86 x86info x86desc x86asmparser
      OUTPUT_VARIABLE llvm_libraries OUTPUT_STRIP_TRAILING_WHITESPACE
      COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(llvm_libraries)
    find_package(ZLIB REQUIRED)
    find_library(MINIPORT_ZSTD zstd REQUIRED)
    find_library(MINIPORT_TCMALLOC libtcmalloc_minimal.a REQUIRED)
    target_link_options(${target} PRIVATE -no-pie -Wl,--gc-sections)
    target_link_libraries(${target} PRIVATE
      -Wl,--start-group ${clang_libraries} ${llvm_libraries} -Wl,--end-group
      -Wl,--whole-archive ${MINIPORT_TCMALLOC} -Wl,--no-whole-archive
      ZLIB::ZLIB ${MINIPORT_ZSTD} ${CMAKE_DL_LIBS} pthread)
    return()
  endif()
  if(ARG_CLANG)
    target_link_libraries(${target} PRIVATE clang-cpp)
  endif()
  target_link_libraries(${target} PRIVATE LLVM)
endfunction()

# miniport_unittest(NAME SOURCES... DEPENDS ROOMS... [CLANG])
# A GoogleTest program NAMETests in unittests/, registered with lit.
set_property(GLOBAL PROPERTY MINIPORT_UNITTESTS "")
function(miniport_unittest name)
  cmake_parse_arguments(ARG "CLANG" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name}Tests ${ARG_SOURCES})
  target_include_directories(${name}Tests SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS})
  foreach(dep ${ARG_DEPENDS})
    target_link_libraries(${name}Tests PRIVATE Miniport${dep})
  endforeach()
  target_link_libraries(${name}Tests PRIVATE GTest::gmock_main)
  if(ARG_CLANG)
    miniport_llvm(${name}Tests CLANG)
  else()
    miniport_llvm(${name}Tests)
  endif()
  set_target_properties(${name}Tests PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/unittests)
  set_property(GLOBAL APPEND PROPERTY MINIPORT_UNITTESTS ${name}Tests)
endfunction()
