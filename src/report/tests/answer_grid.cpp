#include "report/answer_grid.hpp"

#include <gtest/gtest.h>
#include <netcdf.h>

#include <cmath>
#include <fstream>

#include "report/tests/stored.hpp"

namespace cupola {
namespace {

using testing::two_by_two;

std::string text_of(int file, int variable, const char* name) {
  std::size_t length = 0;
  EXPECT_EQ(nc_inq_attlen(file, variable, name, &length), NC_NOERR) << name;
  std::string words(length, '\0');
  EXPECT_EQ(nc_get_att_text(file, variable, name, words.data()), NC_NOERR);
  return words;
}

TEST(AnswerGrid, is_read_by_another_program_as_the_answer_says) {
  StoredStudy study = two_by_two();
  study.answer.estimates[1].known = false;
  const std::string path = ::testing::TempDir() + "cupola-answer.nc";
  std::ofstream(path, std::ios::binary) << netcdf_bytes(answer_grid(study, {"in this model", "no fighters"}));
  EXPECT_TRUE(is_answer_grid(path));
  int file = -1, variable = -1, of[3] = {-1, -1, -1};
  ASSERT_EQ(nc_open(path.c_str(), NC_NOWRITE, &file), NC_NOERR);
  EXPECT_EQ(text_of(file, NC_GLOBAL, "comment"), "in this model; no fighters");
  EXPECT_EQ(text_of(file, NC_GLOBAL, "Conventions"), "CF-1.8");

  double raid[2], leakage[4], low[4];
  ASSERT_EQ(nc_inq_varid(file, "raid", &variable), NC_NOERR) << "a coordinate: its levels are numbers";
  ASSERT_EQ(nc_get_var_double(file, variable, raid), NC_NOERR);
  EXPECT_EQ(raid[1], 24.0);
  EXPECT_EQ(text_of(file, variable, "units"), "drones");
  EXPECT_NE(nc_inq_varid(file, "batch", &variable), NC_NOERR) << "its levels are words";

  ASSERT_EQ(nc_inq_varid(file, "leakage", &variable), NC_NOERR);
  ASSERT_EQ(nc_get_var_double(file, variable, leakage), NC_NOERR);
  EXPECT_DOUBLE_EQ(leakage[0], 0.1);
  EXPECT_TRUE(std::isnan(leakage[1])) << "nothing to estimate from";
  EXPECT_DOUBLE_EQ(leakage[2], 0.3) << "batch 1, raid 0: the last factor is fastest";
  EXPECT_EQ(text_of(file, variable, "coordinates"), "batch_level raid_level");
  int size = 0;
  nc_inq_varndims(file, variable, &size);
  ASSERT_EQ(size, 2);
  nc_inq_vardimid(file, variable, of);
  char name[NC_MAX_NAME + 1];
  nc_inq_dimname(file, of[0], name);
  EXPECT_STREQ(name, "batch");
  ASSERT_EQ(nc_inq_varid(file, "leakage_low", &variable), NC_NOERR);
  ASSERT_EQ(nc_get_var_double(file, variable, low), NC_NOERR);
  EXPECT_DOUBLE_EQ(low[3], 0.35);

  char levels[2 * 8];
  ASSERT_EQ(nc_inq_varid(file, "batch_level", &variable), NC_NOERR);
  ASSERT_EQ(nc_get_var_text(file, variable, levels), NC_NOERR);
  EXPECT_EQ(std::string(levels, 16), "one unita set   ");
  nc_close(file);
}

TEST(AnswerGrid, tells_equal_names_apart) {
  StoredStudy study = two_by_two();
  study.file.factors[0].name = "leakage";
  study.file.factors[1].name = "leakage!";
  const NetcdfFile file = answer_grid(study, {});
  EXPECT_EQ(file.dimensions[0].name, "leakage");
  EXPECT_EQ(file.dimensions[2].name, "leakage_2");
}

TEST(AnswerGrid, is_one_only_of_a_full_design) {
  StoredStudy study = two_by_two();
  EXPECT_TRUE(is_grid(study));
  study.file.design = DesignKind::one_by_one;
  EXPECT_FALSE(is_grid(study));
}

TEST(AnswerGrid, knows_the_unit_of_a_column) {
  EXPECT_EQ(unit_of_column("first_detection_range_m"), "m");
  EXPECT_EQ(unit_of_column("first_detection_time_s"), "s");
  EXPECT_EQ(unit_of_column("cost_rounds_usd"), "USD");
  EXPECT_EQ(unit_of_column("leakage"), "1");
}

}  // namespace
}  // namespace cupola
