# What keeps the time of a build down.
#
# Headers of the standard library and of GoogleTest are read once for a build in place of once for every file that
# includes them, and tests are optimised less than what they test.
#
# Rooms are read with it only where CUPOLA_PRECOMPILED says so (tests/determinism/across_builds): elsewhere a file that
# lacks an #include of its own shall not compile.
option(CUPOLA_PRECOMPILED "Read the standard headers of the rooms once for the whole build" OFF)

set(cupola_standard_headers <algorithm> <array> <cmath> <cstdint> <filesystem> <fstream> <functional> <map> <memory>
                            <optional> <set> <span> <sstream> <string> <string_view> <utility> <variant> <vector>)

function(precompiled_of name)
  set(file ${PROJECT_BINARY_DIR}/precompiled/${name}.cpp)
  file(CONFIGURE OUTPUT ${file} CONTENT "" @ONLY)
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${file})
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

precompiled_of(precompiled ${cupola_standard_headers})
precompiled_of(precompiled_tests ${cupola_standard_headers} <gtest/gtest.h>)
target_link_libraries(precompiled_tests PRIVATE GTest::gtest)
set(cupola_test_options $<$<CONFIG:Release>:-O1>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # At -O1 gcc 12 sees what is not there in strings that are put together, and in a test's own operator new.
  foreach(seen array-bounds restrict stringop-overflow mismatched-new-delete)
    list(APPEND cupola_test_options $<$<CONFIG:Release>:-Wno-${seen}>)
  endforeach()
endif()
target_compile_options(precompiled_tests PRIVATE ${cupola_test_options})

# Kernels for other processors are compiled differently, and read for themselves.
function(reuse_headers target precompiled)
  target_precompile_headers(${target} REUSE_FROM ${precompiled})
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "_v4\\.cpp$")
  set_source_files_properties(${sources} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

function(build_room_quickly room)
  if(CUPOLA_PRECOMPILED)
    reuse_headers(${room} precompiled)
  endif()
endfunction()

# With clang, whose build folder also serves clang-tidy before anything is built in it, no headers are precompiled.
function(build_tests_quickly target)
  target_compile_options(${target} PRIVATE ${cupola_test_options})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    reuse_headers(${target} precompiled_tests)
  endif()
endfunction()
