#include "analysis/firing_doctrine.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "analysis/calculation.hpp"
#include "core/tests/reference_data.hpp"

namespace cupola {
namespace {

TEST(FiringDoctrine, a_single_target_comes_through_as_shots_miss) {
  EXPECT_NEAR(expected_leakers({0.7, 1, 2, 1}, {2}), 0.09, 1e-12);
  EXPECT_NEAR(expected_leakers({0.7, 1, 2, 2}, {1, 1}), 0.09, 1e-12);
  EXPECT_NEAR(expected_leakers({0.7, 1, 3, 3}, {1, 1, 1}), 0.027, 1e-12);
  EXPECT_NEAR(expected_leakers({0.5, 1, 3, 2}, {2, 1}), 0.125, 1e-12);
}

TEST(FiringDoctrine, two_ends_of_coordination) {
  EXPECT_NEAR(expected_leakers({0.7, 10, 20, 1}, {2}), 0.900, 1e-12);
  EXPECT_NEAR(uncoordinated_leakers(0.7, 10, 20), 2.342, 5e-4);
  EXPECT_NEAR(least_leakers({0.6, 24, 36, 1}), 6.72, 1e-9);
  EXPECT_NEAR(uncoordinated_leakers(0.6, 24, 36), 9.647, 5e-4);
}

TEST(FiringDoctrine, the_best_list_is_as_good_as_any_that_a_doctrine_may_list) {
  const BestSalvos ten = best_salvos({0.3, 1, 10, 1});
  EXPECT_EQ(ten.salvos, std::vector<int>{10});
  EXPECT_NEAR(ten.leakers, 0.0282475249, 1e-10);
  const RaidAndRounds raid{0.4, 3, 12, 3};
  const BestSalvos best = best_salvos(raid);
  EXPECT_EQ(expected_leakers(raid, best.salvos), best.leakers);
  for (int a = 1; a <= 12; ++a)
    for (int b = 1; b <= 12; ++b)
      for (int c = 1; c <= 12; ++c) EXPECT_GE(expected_leakers(raid, {a, b, c}), best.leakers - 1e-12);
}

TEST(FiringDoctrine, the_column_of_the_salvo_spreads_all_rounds_evenly) {
  for (const Calculation& calculation : doctrine_calculations()) {
    Problems problems;
    const double in[] = {0.6, 24.0, 36.0, 2.0};
    std::vector<double> out(calculation.out.size());
    calculation.law({}, problems)(in, out);
    EXPECT_EQ(calculation.out[2].name, std::string("salvo"));
    EXPECT_NEAR(out[2], 6.72, 1e-9);
    EXPECT_LE(out[0], out[4]);
  }
}

/// Every row of the reference: the optimum is given again, no list of salvos beats it, and where there is
/// time for one salvo that divides evenly the salvo is the optimum.
TEST(FiringDoctrine, no_list_of_salvos_beats_the_optimum_of_the_reference) {
  CUPOLA_REFERENCE_FILE(path, "outcomes/sls_optimal_dp.csv");
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  int rows = 0, optimal = 0;
  while (std::getline(file, line)) {
    std::stringstream rest(line);
    double pk = 0.0, targets = 0.0, rounds = 0.0, salvos = 0.0, least = 0.0;
    char comma = 0;
    rest >> pk >> comma >> targets >> comma >> rounds >> comma >> salvos >> comma >> least;
    SCOPED_TRACE(line);
    const RaidAndRounds raid{pk, int(targets), int(rounds), int(salvos)};
    EXPECT_NEAR(least_leakers(raid), least, 1e-8);
    const BestSalvos best = best_salvos(raid);
    EXPECT_GE(best.leakers, least - 1e-8);
    if (salvos == 1.0) {
      EXPECT_NEAR(best.leakers, least, 1e-8);
      EXPECT_EQ(best.salvos, std::vector<int>{int(rounds / targets)});
    }
    optimal += best.leakers < least + 1e-8;
    ++rows;
  }
  EXPECT_EQ(rows, 54);
  EXPECT_GT(optimal, 18);    // more than those of one salvo
  EXPECT_LT(optimal, rows);  // a list that knows nothing of who is left cannot always be the best
}

}  // namespace
}  // namespace cupola
