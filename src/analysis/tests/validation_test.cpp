#include "analysis/validation.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <set>

#include "analysis/reference_file.hpp"
#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

ValidationCase of(const std::vector<Comparison>& comparisons) {
  return {"chapter/name", "what", "m",
          "us",           "",     [comparisons](const std::string&, Problems&) { return comparisons; }};
}

TEST(Validation, finds_the_number_furthest_off) {
  const ValidationResult r =
      validate(of({{"near", 1.0, 1.5, 1.0}, {"far", 2.0, 2.09, 0.1}, {"exact", 3.0, 3.0, 0.1}}), "");
  EXPECT_EQ(r.verdict, CaseVerdict::agrees);
  EXPECT_EQ(r.compared, 3u);
  EXPECT_EQ(r.worst.of, "far");
}

TEST(Validation, misses_what_is_off_or_no_number_or_empty) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(validate(of({{"", 1.0, 1.0, 0.1}, {"", 1.0, 1.2, 0.1}}), "").verdict, CaseVerdict::misses);
  EXPECT_EQ(validate(of({{"", 1.0, nan, 0.1}}), "").verdict, CaseVerdict::misses);
  EXPECT_EQ(validate(of({{"", nan, 1.0, 0.1}}), "").verdict, CaseVerdict::misses);
  EXPECT_EQ(validate(of({{"", 1.0, 1.0, 0.0}}), "").verdict,
            CaseVerdict::misses);  // no tolerance says nothing
  EXPECT_EQ(validate(of({}), "").verdict, CaseVerdict::misses);
}

TEST(Validation, skips_a_file_that_is_not_there_and_misses_a_broken_one) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "cupola-validation";
  std::filesystem::create_directories(folder);
  const auto judged = [&folder](const std::string& text) {
    std::ofstream(folder / "air.csv") << text;
    return validate(file_case({"a/b", "", "", "", "air.csv", {}}, {"atmosphere", "T", "temperature_k", 0.01}),
                    folder.string());
  };
  EXPECT_EQ(judged("height_m,T\n0,288.15\n").verdict, CaseVerdict::agrees);
  EXPECT_EQ(judged("height_m,T\n0,288.17\n").verdict, CaseVerdict::misses);
  EXPECT_EQ(judged("height_m,T\n0,\n").verdict, CaseVerdict::misses);
  EXPECT_EQ(judged("height_m,t\n0,288.15\n").verdict, CaseVerdict::misses);  // not the column
  EXPECT_NE(judged("height_m,T\nzero,288.15\n").why.find("height_m: found `zero`"), std::string::npos);
  std::filesystem::remove(folder / "air.csv");
  EXPECT_EQ(
      validate(file_case({"a/b", "", "", "", "air.csv", {}}, {"atmosphere", "T", "temperature_k", 0.01}),
               folder.string())
          .verdict,
      CaseVerdict::skipped);
}

TEST(Validation, has_cases_that_agree) {
  std::set<std::string> ids;
  for (const ValidationCase& one : validation_cases()) {
    EXPECT_TRUE(ids.insert(one.id).second) << one.id;
    EXPECT_NE(one.id.find('/'), std::string::npos);
    EXPECT_FALSE(one.what.empty() || one.source.empty()) << one.id;
    const ValidationResult r = validate(one, testing::reference_path(""));
    EXPECT_NE(r.verdict, CaseVerdict::misses)
        << one.id << ' ' << r.worst.of << ' ' << r.worst.expected << ' ' << r.worst.got;
    if (one.file.empty() || testing::reference_data_required()) {
      EXPECT_EQ(r.verdict, CaseVerdict::agrees) << one.id;
    }
  }
}

}  // namespace
}  // namespace cupola
