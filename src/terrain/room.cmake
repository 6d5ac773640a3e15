# libcurl behind download.cpp alone; nlohmann-json reads the line that cupola-import answers with.
target_link_libraries(terrain PRIVATE PkgConfig::curl fmt::fmt nlohmann_json::nlohmann_json)
