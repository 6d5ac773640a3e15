target_link_libraries(analysis PRIVATE fmt::fmt PkgConfig::geographiclib TBB::tbb ZLIB::ZLIB)
