target_link_libraries(core PRIVATE PkgConfig::xxhash fmt::fmt)
# MPFR is the oracle of the elementary functions, beside Boost.Math (headers only).
set(test_libraries PkgConfig::mpfr)
# The tests' own wide kernels (the room's are found by name).
file(GLOB wide_tests CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/core/tests/*_v4.cpp)
set_source_files_properties(${wide_tests} PROPERTIES COMPILE_OPTIONS "${cupola_v4_options}")
