target_link_libraries(core PUBLIC PkgConfig::xxhash fmt::fmt)
