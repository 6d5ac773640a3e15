#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace cupola::testing {

/// The path of a file of the reference data, which is not part of the project:
/// `$CUPOLA_REFERENCE_DATA/relative`, by default the folder ../shared/data beside the checkout.
inline std::string reference_path(const std::string& relative) {
  const char* folder = std::getenv("CUPOLA_REFERENCE_DATA");
  const std::filesystem::path root =
      folder ? std::filesystem::path(folder)
             : std::filesystem::path(CUPOLA_SOURCE_DIR) / ".." / "shared" / "data";
  return (root / relative).string();
}

/// True where a missing reference file is a failure (CI=true) and not a reason to skip.
inline bool reference_data_required() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string(ci) == "true";
}

}  // namespace cupola::testing

/// Opens the way to a reference file, or ends the test: failed with CI=true, skipped with a word elsewhere.
#define CUPOLA_REFERENCE_FILE(variable, relative)                                                       \
  const std::string variable = ::cupola::testing::reference_path(relative);                             \
  if (!std::filesystem::exists(variable)) {                                                             \
    if (::cupola::testing::reference_data_required()) FAIL() << "reference data missing: " << variable; \
    GTEST_SKIP() << "reference data missing: " << variable;                                             \
  }
