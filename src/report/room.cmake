target_link_libraries(report PRIVATE fmt::fmt nlohmann_json::nlohmann_json ZLIB::ZLIB)
