#include "report/tidy_rows.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "report/tests/stored.hpp"

namespace cupola {
namespace {

using testing::two_by_two;

TEST(TidyRows, are_one_an_estimate_those_asked_for_first) {
  StoredStudy study = two_by_two();
  study.file.factors[1].levels[0].name = "8, \"odd\"";
  const std::string rows = estimate_rows(study);
  EXPECT_EQ(rows.substr(0, rows.find('\n')),
            "measure,text,asked,point,batch,raid,replicates,played,estimate,low,high");
  EXPECT_NE(rows.find("\nleakage,leakage (share),yes,0,one unit,\"8, \"\"odd\"\"\",100,100,0.1,0.05,"),
            std::string::npos)
      << rows;
  EXPECT_NE(rows.find("\nfirst_range_m,\"first range, km\",no,3,"), std::string::npos);
  EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 1 + 5 * 4);
}

TEST(TidyRows, are_one_a_replicate_with_nothing_where_there_was_nothing) {
  const StoredStudy study = two_by_two();
  EXPECT_EQ(replicate_header(study),
            "point,replicate,seed,digest,batch,raid,leakage,p_no_leaker,first_range_m,threats_killed,threats_"
            "no_time\n");
  EXPECT_EQ(replicate_row(study, {1, 4, 7, "abc", {1.0 / 3.0, 0.0, NAN, 5.0, 2.0}}),
            "1,4,7,abc,one unit,24 drones,0.3333333333333333,0,,5,2\n");
}

}  // namespace
}  // namespace cupola
