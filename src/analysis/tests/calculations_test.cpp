// The calculations against files of others, fed as they are.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "analysis/calculate.hpp"
#include "analysis/calculation.hpp"
#include "analysis/geodesic.hpp"
#include "analysis/reference_file.hpp"
#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

/// Every row agrees, and there are so many.
void expect_all(const ReferenceColumn& column, const std::string& file, std::size_t rows) {
  Problems problems;
  const std::vector<Comparison> all = compare_with_file(column, file, problems);
  EXPECT_TRUE(problems.empty()) << problems.text();
  EXPECT_EQ(all.size(), rows);
  for (const Comparison& c : all) EXPECT_LE(c.off(), 1.0) << c.of << ": " << c.expected << " and " << c.got;
}

TEST(Calculations, agree_with_30_digit_detection) {
  CUPOLA_REFERENCE_FILE(pd, "detection/pd_reference_mpmath.shared.csv")
  CUPOLA_REFERENCE_FILE(nrl, "detection/nrl_tcl_pd.shared.csv")
  CUPOLA_REFERENCE_FILE(snr, "detection/required_snr_reference.shared.csv")
  expect_all({"pd", "pd", "pd", 1e-9}, pd, 960);
  expect_all({"pd", "pd", "pd", 1e-9}, nrl, 330);
  expect_all({"required-snr", "snr_db_per_pulse", "required_snr_db_per_pulse", 1e-5}, snr, 324);
}

TEST(Calculations, agree_with_geodesics_and_frames) {
  CUPOLA_REFERENCE_FILE(pairs, "geodesy/generated/geodesy_shared.csv")
  CUPOLA_REFERENCE_FILE(tests, "geodesy/geographiclib_testcases.csv")
  expect_all({"geodesic", "s12_m", "s12_m", 1e-7}, pairs, 300);
  expect_all({"geodesic", "azi1_deg", "azi1_deg", 1e-9}, pairs, 300);
  expect_all({"enu", "enu2_e", "e_m", 1e-7}, pairs, 300);
  expect_all({"enu", "enu2_n", "n_m", 1e-7}, pairs, 300);
  expect_all({"enu", "enu2_u", "u_m", 1e-7}, pairs, 300);
  expect_all({"geodesic", "s12_m", "s12_m", 1e-7}, tests, 20);
}

/// Karney's test set, in 18 digits, by his own arithmetic of more than double precision.
TEST(Calculations, agree_with_karneys_test_set) {
  CUPOLA_REFERENCE_FILE(path, "geodesy/GeodTest-100.dat")
  std::ifstream file(path);
  int rows = 0;
  double worst_m = 0.0, worst_across_m = 0.0;
  for (std::string line; std::getline(file, line); ++rows) {
    std::istringstream cells(line);
    double lat1, lon1, azi1, lat2, lon2, azi2, s12_m, a12, m12_m;
    cells >> lat1 >> lon1 >> azi1 >> lat2 >> lon2 >> azi2 >> s12_m >> a12 >> m12_m;
    const Geodesic way = geodesic_between(lat1, lon1, lat2, lon2);
    worst_m = std::max(worst_m, std::fabs(way.distance_m - s12_m));
    // An error of azimuth weighs as far as it leads astray at the other end.
    const double radians = std::remainder(way.azimuth_begin_deg - azi1, 360.0) * M_PI / 180.0;
    worst_across_m = std::max(worst_across_m, std::fabs(radians * m12_m));
  }
  EXPECT_EQ(rows, 100);
  EXPECT_LT(worst_m, 30e-9);
  EXPECT_LT(worst_across_m, 30e-9);
}

TEST(Calculations, agree_with_the_icao_table) {
  CUPOLA_REFERENCE_FILE(path, "flight/atmosphere/icao7488_table.csv")
  expect_all({"atmosphere", "T_K", "temperature_k", 1e-4, true}, path, 21);
  expect_all({"atmosphere", "p_Pa", "pressure_pa", 1e-4, true}, path, 21);
  expect_all({"atmosphere", "rho_kg_m3", "density_kg_m3", 1e-4, true}, path, 21);
  expect_all({"atmosphere", "a_m_s", "sound_speed_m_s", 1e-4, true}, path, 21);
}

TEST(Calculations, agree_with_the_itu) {
  CUPOLA_REFERENCE_FILE(gases, "propagation/itu_rpy/676/ITURP676-13_gamma.csv")
  CUPOLA_REFERENCE_FILE(rain, "propagation/itu_rpy/838/ITURP838-3_rain_specific_attenuation.csv")
  expect_all({"attenuation", "gamma", "attenuation_db_km", 1e-9, true}, gases, 350);
  expect_all({"attenuation", "gamma_r", "rain_db_km", 1e-7}, rain, 64);
}

/// 200 truths of an independent program. Where the line clears the ground by less than a metre they may
/// differ.
TEST(Calculations, agree_with_the_lines_of_sight) {
  CUPOLA_REFERENCE_FILE(zip, "terrain/srtm/graphhopper/N43E007.hgt.zip")
  CUPOLA_REFERENCE_FILE(truths, "terrain/los_reference/los_shared_N43E007.csv")
  const std::string folder = ::testing::TempDir() + "cupola-calc-terrain";
  ASSERT_EQ(std::system(("python3 -m zipfile -e '" + zip + "' '" + folder + "'").c_str()), 0);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(truths.c_str(), "r"), std::fclose);
  CsvReader csv(stream.get(), truths);
  Problems problems;
  int rows = -1, agree = 0;
  const auto take = [&](const CsvRecord& record, std::span<const std::string> answers) {
    if (++rows == 0) return answers[0] == "visible_cupola";
    const bool same = record.fields[10].value == answers[0];
    if (std::fabs(std::stod(record.fields[11].value)) > 1.0) {
      EXPECT_TRUE(same) << record.text;
    }
    EXPECT_EQ(answers[3], "1") << record.text;
    agree += same;
    return true;
  };
  calculate(*find_calculation("line-of-sight"), {{folder + "/N43E007.hgt"}}, csv, take, problems);
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(problems.empty()) << problems.text();
  EXPECT_EQ(rows, 200);
  EXPECT_GE(agree, 198);
}

TEST(Calculations, tell_what_is_wrong_with_the_terrain) {
  Problems problems;
  EXPECT_FALSE(find_calculation("line-of-sight")->law({{"no-such.hgt"}}, problems));
  EXPECT_FALSE(problems.empty());
}

TEST(Calculations, have_a_name_and_columns_each) {
  for (const Calculation& c : calculations()) {
    EXPECT_EQ(find_calculation(c.name), &c);
    EXPECT_FALSE(c.in.empty() || c.out.empty() || c.doc.empty()) << c.name;
    for (const InputColumn& in : c.in) EXPECT_LT(in.low, in.high) << in.name;
  }
  EXPECT_EQ(find_calculation("nothing"), nullptr);
}

}  // namespace
}  // namespace cupola
