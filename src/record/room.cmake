target_link_libraries(record PUBLIC SQLite::SQLite3)
