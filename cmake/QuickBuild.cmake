# What keeps the time of a build down.
#
# Headers of others (the standard library, fmt, GoogleTest) are read once for a build in place of once for every file that
# includes them, and tests are optimised less than what they test. A precompiled header holds no header of the house, so
# that a file sees of the rooms what it includes and nothing else; and that it includes what it uses of the standard
# library, which then no compiler notices, is kept by tools/lint.
#
# With clang, whose build folder also serves clang-tidy before anything is built in it, no headers are precompiled; nor are
# those of rooms where ccache works, which would read a hundred megabytes of them to know each file again.
# tests/determinism/across_builds asks for them.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
  set(precompiled_by_default ON)
else()
  set(precompiled_by_default OFF)
endif()
option(CUPOLA_QUICK_HEADERS "Read the headers of others once for all rooms" ${precompiled_by_default})

set(cupola_standard_headers <algorithm> <array> <cmath> <cstdint> <filesystem> <fstream> <functional> <map> <memory>
                            <optional> <set> <span> <sstream> <string> <string_view> <utility> <variant> <vector>)

# Once precompiled, the standard library's own code no longer counts as a system header's: what gcc 12 takes for writes
# past the end of strings in it is told as if it were ours. Clang and the sanitizers look for the real ones.
set(cupola_precompiled_options "")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(cupola_precompiled_options -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
endif()

function(precompiled_of name)
  set(file ${PROJECT_BINARY_DIR}/precompiled/${name}.cpp)
  file(CONFIGURE OUTPUT ${file} CONTENT "" @ONLY)
  add_library(${name} OBJECT EXCLUDE_FROM_ALL ${file})
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

# For rooms that write text, for those that do not, and for tests.
precompiled_of(precompiled ${cupola_standard_headers})
precompiled_of(precompiled_text ${cupola_standard_headers} <fmt/format.h>)
target_link_libraries(precompiled_text PRIVATE fmt::fmt)
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

# After the room's outside libraries are linked. A room whose files read another library's headers again and again names
# them in its room.cmake as `precompiled_headers`, and has headers of its own.
function(build_room_quickly room)
  if(NOT CUPOLA_QUICK_HEADERS)
    return()
  endif()
  get_target_property(linked ${room} LINK_LIBRARIES)
  target_compile_options(${room} PRIVATE ${cupola_precompiled_options})
  if(precompiled_headers)
    target_precompile_headers(${room} PRIVATE ${cupola_standard_headers} ${precompiled_headers})
  elseif(fmt::fmt IN_LIST linked)
    reuse_headers(${room} precompiled_text)
  else()
    reuse_headers(${room} precompiled)
  endif()
endfunction()

function(build_tests_quickly target)
  target_compile_options(${target} PRIVATE ${cupola_test_options})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    reuse_headers(${target} precompiled_tests)
  endif()
endfunction()
