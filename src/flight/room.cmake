set(test_libraries PkgConfig::geographiclib)
