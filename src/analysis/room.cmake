target_link_libraries(analysis PRIVATE fmt::fmt TBB::tbb)
