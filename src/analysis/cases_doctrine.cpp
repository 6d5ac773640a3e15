#include <fmt/format.h>

#include "analysis/firing_doctrine.hpp"
#include "analysis/reference_file.hpp"

namespace cupola {

namespace {

std::vector<Comparison> two_ends(const std::string&, Problems&) {
  return {{"10 targets, 20 rounds, 0.7: shared", 0.900, expected_leakers({0.7, 10, 20, 1}, {2}), 5e-4},
          {"10 targets, 20 rounds, 0.7: at random", 2.342, uncoordinated_leakers(0.7, 10, 20), 5e-4},
          {"24 targets, 36 rounds, 0.6: shared", 6.72, least_leakers({0.6, 24, 36, 1}), 5e-3},
          {"24 targets, 36 rounds, 0.6: at random", 9.647, uncoordinated_leakers(0.6, 24, 36), 5e-4}};
}

/// Shots in a row at one target.
std::vector<Comparison> shots(const std::string&, Problems&) {
  std::vector<Comparison> all;
  const double published[] = {0.56, 0.8064, 0.9148, 0.9625};
  for (int n = 1; n <= 4; ++n)
    all.push_back({fmt::format("{} shots of 0.56", n), published[n - 1],
                   1.0 - expected_leakers({0.56, 1, n, 1}, {n}), 5e-5});
  return all;
}

}  // namespace

std::vector<ValidationCase> doctrine_cases() {
  return {file_case({"doctrine/optimum",
                     "expected leakers with the best rule",
                     "",
                     "dynamic program of shoot-look-shoot",
                     "outcomes/sls_optimal_dp.csv",
                     {}},
                    {"doctrine", "min_expected_leakers", "least_leakers", 1e-8}),
          {"doctrine/two-ends", "expected leakers", "", "Washburn and Kress 2: shared and random choice", "",
           two_ends},
          {"doctrine/shots", "P(kill)", "", "Bernoulli trials", "", shots}};
}

}  // namespace cupola
