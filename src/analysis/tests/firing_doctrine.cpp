#include "analysis/firing_doctrine.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

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
