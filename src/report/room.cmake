target_link_libraries(report PRIVATE fmt::fmt nlohmann_json::nlohmann_json ZLIB::ZLIB)
set(test_libraries fmt::fmt nlohmann_json::nlohmann_json PkgConfig::geographiclib PkgConfig::netcdf)
