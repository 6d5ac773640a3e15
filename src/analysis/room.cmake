target_link_libraries(analysis PRIVATE fmt::fmt TBB::tbb)
set(test_libraries fmt::fmt PkgConfig::geographiclib)
