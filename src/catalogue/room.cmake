# libfyaml behind yaml.cpp alone; nlohmann-json for the schema. valijson proves in one test that schema and reader agree.
target_link_libraries(catalogue PRIVATE PkgConfig::fyaml nlohmann_json::nlohmann_json fmt::fmt)
target_compile_definitions(catalogue PRIVATE CUPOLA_SOURCE_CATALOGUE="${PROJECT_SOURCE_DIR}/catalogue")
set(test_libraries nlohmann_json::nlohmann_json fmt::fmt valijson)
