target_link_libraries(study PUBLIC TBB::tbb)
