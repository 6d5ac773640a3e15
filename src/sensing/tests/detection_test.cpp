#include "sensing/detection.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/tests/reference_data.hpp"
#include "sensing/detection_table.hpp"

namespace cupola {
namespace {

double ratio(double db) { return std::pow(10.0, db / 10.0); }
double decibels(double ratio) { return 10.0 * std::log10(ratio); }

std::vector<std::vector<double>> read_rows(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  std::vector<std::vector<double>> rows;
  while (std::getline(in, line)) {
    std::vector<double> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::stod(cell));
    if (!row.empty()) rows.push_back(row);
  }
  return rows;
}

/// Laws are slow to build for many pulses; rows repeat them.
const DetectionLaw& law_of(int pulses, double pfa) {
  static std::map<std::pair<int, double>, DetectionLaw> laws;
  return laws.try_emplace({pulses, pfa}, pulses, pfa).first->second;
}

TEST(Detection, agrees_with_30_digit_values) {
  CUPOLA_REFERENCE_FILE(file, "detection/pd_reference_mpmath.shared.csv")
  const auto rows = read_rows(file);
  ASSERT_EQ(rows.size(), 960u);
  double worst = 0.0, worst_threshold = 0.0;
  for (const auto& row : rows) {
    const DetectionLaw& law = law_of(static_cast<int>(row[1]), row[2]);
    worst = std::max(worst, std::fabs(law.probability(static_cast<int>(row[0]), ratio(row[3])) - row[5]));
    worst_threshold = std::max(worst_threshold, std::fabs(law.threshold() / row[4] - 1.0));
  }
  EXPECT_LT(worst, 1e-11);  // the file has twelve digits
  EXPECT_LT(worst_threshold, 1e-12);
}

TEST(Detection, agrees_with_another_library) {
  CUPOLA_REFERENCE_FILE(file, "detection/nrl_tcl_pd.shared.csv")
  const auto rows = read_rows(file);
  ASSERT_EQ(rows.size(), 330u);
  for (const auto& row : rows) {
    const double pd =
        law_of(static_cast<int>(row[1]), row[2]).probability(static_cast<int>(row[0]), ratio(row[3]));
    EXPECT_NEAR(pd, row[4], 1e-9) << row[0] << ' ' << row[1] << ' ' << row[2] << ' ' << row[3];
  }
}

TEST(Detection, required_snr_agrees_with_reference) {
  CUPOLA_REFERENCE_FILE(file, "detection/required_snr_reference.shared.csv")
  const auto rows = read_rows(file);
  ASSERT_EQ(rows.size(), 324u);
  for (const auto& row : rows) {
    const double snr =
        law_of(static_cast<int>(row[1]), row[2]).required_snr(static_cast<int>(row[0]), row[3]);
    EXPECT_NEAR(decibels(snr), row[4], 1e-5) << row[0] << ' ' << row[1] << ' ' << row[2] << ' ' << row[3];
  }
}

// Required SNR a pulse in dB, cases 0 to 4, from models.md M5; four digits were printed.
struct TableRow {
  double pfa;
  int pulses;
  double pd;
  std::array<double, 5> snr_db;
};

TEST(Detection, required_snr_agrees_with_the_table_of_the_models) {
  const TableRow rows[] = {
      {1e-4, 1, 0.9, {11.7491, 19.3660, 19.3660, 15.5994, 15.5994}},
      {1e-6, 1, 0.5, {11.2426, 12.7719, 12.7719, 11.9537, 11.9537}},
      {1e-6, 1, 0.9, {13.1835, 21.1436, 21.1436, 17.2960, 17.2960}},
      {1e-6, 10, 0.5, {3.6515, 5.1867, 3.7714, 4.3648, 3.7071}},
      {1e-6, 10, 0.9, {5.2675, 13.4996, 6.2918, 9.6013, 5.8062}},
      {1e-6, 30, 0.9, {2.0013, 10.3674, 2.3947, 6.4481, 2.2040}},
      {1e-8, 1, 0.9, {14.2274, 22.4014, 22.4014, 18.5118, 18.5118}},
      {1e-8, 10, 0.9, {6.0970, 14.4975, 7.1904, 10.5715, 6.6794}},
  };
  for (const TableRow& row : rows)
    for (int swerling = 0; swerling <= 4; ++swerling)
      EXPECT_NEAR(decibels(required_snr(swerling, row.pulses, row.pfa, row.pd)),
                  row.snr_db[static_cast<std::size_t>(swerling)], 1e-4);
}

TEST(Detection, swerling_1_of_one_pulse_is_a_power_of_the_false_alarm_probability) {
  for (const double pfa : {1e-3, 1e-6, 1e-12})
    for (const double snr_db : {-20.0, 0.0, 13.0, 40.0, 60.0})
      EXPECT_NEAR(detection_probability(1, 1, pfa, ratio(snr_db)), std::pow(pfa, 1.0 / (1.0 + ratio(snr_db))),
                  1e-14);
}

TEST(Detection, noise_alone_passes_with_the_false_alarm_probability) {
  for (const int pulses : {1, 7, 256, 4096})
    for (const double pfa : {0.5, 1e-2, 1e-6, 1e-15})
      for (int swerling = 0; swerling <= 4; ++swerling)
        EXPECT_NEAR(detection_probability(swerling, pulses, pfa, 0.0) / pfa, 1.0, 1e-10);
}

TEST(Detection, rises_with_snr_to_certainty) {
  for (const int pulses : {1, 16, 1000})
    for (int swerling = 0; swerling <= 4; ++swerling) {
      const DetectionLaw law(pulses, 1e-6);
      double last = 0.0;
      for (double snr_db = -60.0; snr_db <= 90.0; snr_db += 0.5) {
        const double pd = law.probability(swerling, ratio(snr_db));
        EXPECT_GE(pd, last - 1e-14);
        last = pd;
      }
      EXPECT_GT(last, 1.0 - 1e-7);
    }
}

TEST(Detection, required_snr_is_the_inverse) {
  for (const int pulses : {1, 10, 100})
    for (int swerling = 0; swerling <= 4; ++swerling)
      for (const double pd : {0.01, 0.5, 0.9, 0.999}) {
        const DetectionLaw law(pulses, 1e-6);
        EXPECT_NEAR(law.probability(swerling, law.required_snr(swerling, pd)), pd, 1e-11);
      }
}

TEST(DetectionTable, stays_within_the_error_that_it_states) {
  for (const int pulses : {1, 10, 100})
    for (int swerling = 0; swerling <= 4; ++swerling) {
      const DetectionTable table(swerling, pulses, 1e-6);
      EXPECT_GT(table.error(), 0.0);
      EXPECT_LE(table.error(), 1e-5);
      // Away from the samples and from the middles that the table was measured at.
      double worst = 0.0;
      for (double snr_db = -60.0; snr_db <= 100.0; snr_db += 0.0371) {
        const double exact = law_of(pulses, 1e-6).probability(swerling, ratio(snr_db));
        worst = std::max(worst, std::fabs(table.probability(ratio(snr_db)) - exact));
      }
      EXPECT_LE(worst, 1.1 * table.error()) << swerling << ' ' << pulses;
    }
}

TEST(DetectionTable, is_shared_by_those_who_ask_for_the_same) {
  EXPECT_EQ(DetectionTable::of(1, 4, 1e-6), DetectionTable::of(1, 4, 1e-6));
  EXPECT_NE(DetectionTable::of(1, 4, 1e-6), DetectionTable::of(2, 4, 1e-6));
}

}  // namespace
}  // namespace cupola
