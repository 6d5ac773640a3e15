target_link_libraries(scenario PRIVATE fmt::fmt)
set(test_libraries PkgConfig::geographiclib nlohmann_json::nlohmann_json valijson fmt::fmt)
