target_link_libraries(earth PRIVATE fmt::fmt)
set(test_libraries PkgConfig::geographiclib)
