target_link_libraries(report PRIVATE fmt::fmt)
