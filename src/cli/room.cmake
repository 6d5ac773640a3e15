find_package(CLI11 REQUIRED)
target_link_libraries(cli PUBLIC CLI11::CLI11 PRIVATE fmt::fmt nlohmann_json::nlohmann_json)
target_compile_definitions(cli PRIVATE CUPOLA_VERSION="${PROJECT_VERSION}" CUPOLA_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
set(precompiled_headers <fmt/format.h> <nlohmann/json.hpp> <CLI/CLI.hpp>)
