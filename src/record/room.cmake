target_link_libraries(record PUBLIC SQLite::SQLite3)
# The reference values of the scores are JSON.
set(test_libraries nlohmann_json::nlohmann_json)
