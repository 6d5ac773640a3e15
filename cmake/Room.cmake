# room(NAME SIDE none|truth|gate|perceived|all [USES rooms...])
#
# One static library per room from src/NAME/*.cpp, one test program NAME_tests from src/NAME/tests/*.cpp. The line is
# the law: its USES are the only rooms that NAME may link, include, or reach through what it includes
# (docs/decisions/rooms.md). The laws on the lines themselves are kept here, those on the sources by tools/check_rooms,
# which check_house() runs at the end of every configuration and before the command is linked.
#
# src/NAME/room.cmake, where there is one, links the room's outside libraries to the target NAME, and may set
# `test_libraries` to those that only its tests need, and `precompiled_headers` (QuickBuild.cmake).
set(CUPOLA_TOOLS ${CMAKE_CURRENT_LIST_DIR}/../tools)
include(${CMAKE_CURRENT_LIST_DIR}/QuickBuild.cmake)

function(room name)
  cmake_parse_arguments(PARSE_ARGV 1 ROOM "" "SIDE" "USES")
  set(folder ${PROJECT_SOURCE_DIR}/src/${name})
  room_keep_laws("${name}" "${ROOM_SIDE}" "${ROOM_USES}")

  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    room_of_headers(${name} sources)
  endif()

  # Private, so that a room sees the outside libraries of the rooms it names and of no others.
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE ${ROOM_USES})
  room_wide_kernels(${name} "${sources}")
  set(test_libraries "")
  set(precompiled_headers "")
  if(EXISTS ${folder}/room.cmake)
    include(${folder}/room.cmake)
    room_keep_link(${name} "${ROOM_USES}")
  endif()
  build_room_quickly(${name})

  file(GLOB tests CONFIGURE_DEPENDS ${folder}/tests/*.cpp)
  if(tests)
    add_executable(${name}_tests ${tests})
    target_link_libraries(${name}_tests PRIVATE ${name} ${ROOM_USES} ${test_libraries}
                                                GTest::gtest GTest::gtest_main)
    target_compile_definitions(${name}_tests PRIVATE CUPOLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    build_tests_quickly(${name}_tests)
    add_test(NAME ${name} COMMAND ${name}_tests)
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  endif()
endfunction()

# The laws that a line can break by itself: down only, one room a name, and no truth on the perceived side.
function(room_keep_laws name side uses)
  get_property(declared GLOBAL PROPERTY cupola_rooms)
  set(sides none truth gate perceived all)
  if(NOT side IN_LIST sides)
    message(FATAL_ERROR "room ${name}: SIDE must be one of ${sides}, not '${side}'")
  endif()
  if(name IN_LIST declared)
    message(FATAL_ERROR "room ${name}: declared twice")
  endif()

  set(reach ${uses})
  foreach(used IN LISTS uses)
    if(NOT used IN_LIST declared)
      message(FATAL_ERROR "room ${name}: may not use ${used}, which is not declared above it.\n"
                          "Law 1, down only: a room uses rooms above its own line, so no cycle can arise. "
                          "Declared so far: ${declared}")
    endif()
    get_property(further GLOBAL PROPERTY cupola_reach_of_${used})
    list(APPEND reach ${further})
  endforeach()
  list(REMOVE_DUPLICATES reach)

  foreach(reached IN LISTS reach)
    get_property(other GLOBAL PROPERTY cupola_side_of_${reached})
    if(side STREQUAL "perceived" AND (other MATCHES "^(truth|gate|all)$" OR reached STREQUAL "record"))
      message(FATAL_ERROR "room ${name}: is perceived and would reach ${reached} (side ${other}).\n"
                          "Law 2, perception never sees truth: a perceived room neither uses nor reaches a truth, "
                          "gate or all room, nor record.")
    endif()
    if(side MATCHES "^(truth|gate)$" AND other STREQUAL "perceived")
      message(FATAL_ERROR "room ${name}: is on the side ${side} and would reach ${reached}, which is perceived.\n"
                          "Law 3, loops close by message, in the engine: truth knows nothing of what is believed.")
    endif()
  endforeach()

  string(REPLACE ";" " " line "${name};${side};${uses}")
  set_property(GLOBAL APPEND PROPERTY cupola_rooms ${name})
  set_property(GLOBAL APPEND PROPERTY cupola_house "${line}")
  set_property(GLOBAL PROPERTY cupola_side_of_${name} ${side})
  set_property(GLOBAL PROPERTY cupola_reach_of_${name} "${reach}")
endfunction()

# room.cmake is for outside libraries: a room linked there would pass by the line.
function(room_keep_link name uses)
  get_target_property(linked ${name} LINK_LIBRARIES)
  get_target_property(handed_on ${name} INTERFACE_LINK_LIBRARIES)
  file(GLOB folders RELATIVE ${PROJECT_SOURCE_DIR}/src LIST_DIRECTORIES true ${PROJECT_SOURCE_DIR}/src/*)
  get_property(declared GLOBAL PROPERTY cupola_rooms)
  foreach(library IN LISTS linked handed_on)
    if((library IN_LIST folders OR library IN_LIST declared) AND NOT library IN_LIST uses AND NOT library STREQUAL name)
      message(FATAL_ERROR "src/${name}/room.cmake: links ${library}, which is not in the line of room ${name}.\n"
                          "Allowed: ${uses}")
    endif()
  endforeach()
endfunction()

# A room without sources of its own is compiled once all the same, as one file that includes its headers.
function(room_of_headers name result)
  file(GLOB headers RELATIVE ${PROJECT_SOURCE_DIR}/src CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.hpp)
  set(text "")
  foreach(header IN LISTS headers)
    string(APPEND text "#include \"${header}\"\n")
  endforeach()
  set(file ${PROJECT_BINARY_DIR}/rooms/${name}.cpp)
  file(CONFIGURE OUTPUT ${file} CONTENT "${text}" @ONLY)
  set(${result} ${file} PARENT_SCOPE)
endfunction()

# Files named *_v4.cpp hold kernels for AVX-512: the same source and the same bits, wider lanes. Nothing that they define
# may end up in code meant for older processors.
function(room_wide_kernels name sources)
  list(FILTER sources INCLUDE REGEX "_v4\\.cpp$")
  if(sources)
    set_source_files_properties(${sources} PROPERTIES COMPILE_OPTIONS "${cupola_v4_options}")
    add_test(NAME laws.wide_kernels.${name} COMMAND_EXPAND_LISTS
             COMMAND ${Python3_EXECUTABLE} ${CUPOLA_TOOLS}/check_wide_kernels $<TARGET_OBJECTS:${name}>)
  endif()
endfunction()

# Holds every #include against the lines above: now, before the command is linked, and as the test laws.includes.
function(check_house)
  get_property(house GLOBAL PROPERTY cupola_house)
  list(JOIN house "\n" lines)
  set(table ${PROJECT_BINARY_DIR}/rooms.txt)
  file(CONFIGURE OUTPUT ${table} CONTENT "${lines}\n" @ONLY)
  set(check ${Python3_EXECUTABLE} ${CUPOLA_TOOLS}/check_rooms ${table} ${PROJECT_SOURCE_DIR})

  execute_process(COMMAND ${check} RESULT_VARIABLE broken)
  if(broken)
    message(FATAL_ERROR "The house breaks its own laws: see above.")
  endif()

  file(GLOB_RECURSE code CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.?pp ${PROJECT_SOURCE_DIR}/tests/*.?pp)
  set(stamp ${PROJECT_BINARY_DIR}/rooms.checked)
  add_custom_command(OUTPUT ${stamp} COMMAND ${check} COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
                     DEPENDS ${code} ${table} ${CUPOLA_TOOLS}/check_rooms COMMENT "Checking the laws of the house")
  add_custom_target(laws ALL DEPENDS ${stamp})
  add_test(NAME laws.includes COMMAND ${check})
endfunction()
