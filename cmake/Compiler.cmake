# One language level and one floating-point contract for every target of the house (docs/decisions/build-and-compiler.md).
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, RelWithDebInfo or Debug" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED ENV{CCACHE_DISABLE})
  # What a precompiled header may differ in without a difference to what is compiled with it.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

# Same bits everywhere: no contraction, no fast-math; a fused multiply-add only where it is written.
# x86-64-v3 is the oldest processor supported; files named *_v4.cpp are built for AVX-512 and chosen at start.
set(cupola_v4_options -march=x86-64-v4 -mprefer-vector-width=512)
add_compile_options(-march=x86-64-v3 -ffp-contract=off -fno-math-errno)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 fuses products with the sums and differences beside them (vfmaddsub) where its straight-line vectoriser pairs
  # them up, whatever -ffp-contract says; the lanes of the house are written out and lose nothing.
  add_compile_options(-fno-tree-slp-vectorize)
  # A structure of a few hundred bytes is copied and cleared by a loop of vector moves; the string instructions that
  # gcc 12 would take wait twenty cycles before they begin.
  add_compile_options(-mmemcpy-strategy=vector_loop:2048:noalign,libcall:-1:noalign
                      -mmemset-strategy=vector_loop:2048:noalign,libcall:-1:noalign)
endif()
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi -Werror)

# A lane type wider than the baseline's registers changes how it would be passed by value between differently built
# files; lanes never cross such a border (the v3 and v4 kernels share only plain arrays).
add_compile_options(-Wno-psabi)

set(CUPOLA_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
if(CUPOLA_SANITIZE)
  add_compile_options(-fsanitize=${CUPOLA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
                      -D_GLIBCXX_ASSERTIONS)
  add_link_options(-fsanitize=${CUPOLA_SANITIZE})
endif()

# libstdc++ 12's own std::stable_sort uses what it declares deprecated; clang tells the caller.
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  add_compile_options(-Wno-deprecated-declarations)
endif()
