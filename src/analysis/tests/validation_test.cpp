#include "analysis/validation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
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

TEST(Validation, reads_named_columns_and_says_what_is_missing) {
  const std::string file = (std::filesystem::path(::testing::TempDir()) / "cupola-columns.csv").string();
  std::ofstream(file) << "a,b,c\n1,2,3\n# remark\n4,x,6\n7\n";
  Problems none;
  const auto rows = read_columns({"c", "b"}, file, none);
  EXPECT_TRUE(none.empty()) << none.text();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0], (std::vector<double>{3.0, 2.0}));
  EXPECT_EQ(rows[1][0], 6.0);
  EXPECT_TRUE(std::isnan(rows[1][1]));
  EXPECT_TRUE(std::isnan(rows[2][0]));
  Problems no_column, no_file;
  EXPECT_TRUE(read_columns({"d"}, file, no_column).empty());
  EXPECT_NE(no_column.text().find("no column `d`"), std::string::npos);
  EXPECT_TRUE(read_columns({"a"}, file + "x", no_file).empty());
  EXPECT_NE(no_file.text().find("cannot be read"), std::string::npos);
}

/// The check flights miss a simulator that is a foot a second off, breaks off, or is not there.
TEST(Validation, check_flights_notice_another_flight) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "cupola-flights";
  const std::filesystem::path of_case = folder / "flight/nesc/Atmos_05_DroppedSphereRoundRotation";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(of_case);
  const auto& all = validation_cases();
  const auto one = std::find_if(all.begin(), all.end(),
                                [](const ValidationCase& c) { return c.id == "flight/nasa-05-simulator-2"; });
  ASSERT_NE(one, all.end());
  const auto judged = [&](double fall_ft, double last_s) {
    std::ofstream out(of_case / "Atmos_05_sim_02.csv");
    out << "time,altitudeMsl_ft,latitude_deg,longitude_deg\n0,30000,0,0\n";
    out << last_s << ',' << 30000.0 - fall_ft << ",0,5.3e-5\n";
    out.close();
    return validate(*one, folder.string()).verdict;
  };
  EXPECT_EQ(validate(*one, folder.string()).verdict, CaseVerdict::misses);
  EXPECT_EQ(judged(30000.0 - 16294.5521, 30.0), CaseVerdict::agrees);
  EXPECT_EQ(judged(30000.0 - 16276.3952, 30.0), CaseVerdict::misses);  // under the others' gravity
  EXPECT_EQ(judged(0.0, 0.0), CaseVerdict::misses);
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
