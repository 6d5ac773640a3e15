target_link_libraries(analysis PRIVATE fmt::fmt PkgConfig::geographiclib PkgConfig::clp TBB::tbb ZLIB::ZLIB)
