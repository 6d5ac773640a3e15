# zlib reads packed plots, nlohmann-json the params.json beside the 3-D layout.
target_link_libraries(formats PRIVATE ZLIB::ZLIB nlohmann_json::nlohmann_json fmt::fmt)
set(test_libraries ZLIB::ZLIB nlohmann_json::nlohmann_json fmt::fmt PkgConfig::geographiclib
                   PkgConfig::netcdf)
