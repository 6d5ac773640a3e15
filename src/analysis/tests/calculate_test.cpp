#include "analysis/calculate.hpp"

#include <gtest/gtest.h>

#include <cstring>

#include "core/tests/csv_text.hpp"

namespace cupola {
namespace {

using testing::TextStream;

struct Outcome {
  std::string text;
  Problems problems;
  bool good = false;
};

Outcome outcome(const std::string& what, const std::string& csv_text) {
  const TextStream stream(csv_text);
  CsvReader csv(stream.get(), "t.csv");
  Outcome o;
  o.good = calculate(
      *find_calculation(what), {}, csv,
      [&o](const CsvRecord& record, std::span<const std::string> answers) {
        append_csv(o.text, record, answers);
        return true;
      },
      o.problems);
  return o;
}

TEST(Calculate, adds_answers_and_hands_the_rest_on) {
  const Outcome o = outcome(
      "atmosphere", "\xEF\xBB\xBF# ours\r\nnote, height_m \r\n\r\n\"a, \"\"b\"\"\", 0 \r\n# end\r\n,+1.1e4");
  EXPECT_TRUE(o.good) << o.problems.text();
  EXPECT_EQ(o.text.substr(0, o.text.find("1.22500")),
            "# ours\r\nnote, height_m ,temperature_k,pressure_pa,density_kg_m3,sound_speed_m_s\r\n\r\n"
            "\"a, \"\"b\"\"\", 0 ,288.15,101325,");
  EXPECT_NE(o.text.find("\r\n# end\r\n,+1.1e4,216.77351270445553,22699.936837004112,"), std::string::npos);
  EXPECT_EQ(o.text.back(), '\n');
}

TEST(Calculate, names_answers_apart_from_what_is_there) {
  EXPECT_EQ(outcome("pd", "pd,swerling,n_pulses,pfa,snr_db_per_pulse,pd_cupola\n").text,
            "pd,swerling,n_pulses,pfa,snr_db_per_pulse,pd_cupola,pd_cupola_cupola\n");
}

TEST(Calculate, takes_aliases_defaults_and_a_row_of_units) {
  const auto body = [](const std::string& what, const std::string& csv) {
    const std::string text = outcome(what, csv).text;
    return text.substr(text.find('\n') + 1);
  };
  EXPECT_EQ(body("atmosphere", "h_geometric_m\n( m )\n").substr(0, 29), "( m ),(K),(Pa),(kg/m3),(m/s)\n");
  EXPECT_EQ(body("horizon", "target_agl_m,antenna_agl_m\n100,25\n"), "100,25,61827.178489722464\n");
  EXPECT_EQ(body("horizon", "k,target_agl_m,antenna_agl_m\n1e6,0,0\n"), "1e6,0,0,0\n");
}

TEST(Calculate, prints_numbers_that_read_back_the_same) {
  const Outcome o =
      outcome("pd", "swerling,n_pulses,pfa,snr_db_per_pulse\n0,256,1e-10,-9.123456789\n1,1,0.5,-200\n");
  const auto line = o.text.find("-9.123456789,") + std::strlen("-9.123456789,");
  const std::string answer = o.text.substr(line, o.text.find('\n', line) - line);
  char again[32];
  std::snprintf(again, sizeof again, "%.17g", std::stod(answer));
  EXPECT_EQ(std::stod(again), std::stod(answer));
  EXPECT_LE(answer.size(), 22u);
}

// What is wrong, and how it is told: one row each.
TEST(Calculate, says_what_is_wrong_with_a_file) {
  const std::string head = "swerling,n_pulses,pfa,pd\n";
  const struct {
    std::string csv, told;
  } cases[] = {
      {"", "t.csv: error: nothing in it: not even a header"},
      {"# only\n\n", "t.csv: error: nothing in it"},
      {"swerling,n_pulses,pfa\n", "t.csv:1:1: error: no column `pd`"},
      {"swerling;n_pulses;pfa;pd\n", "hint: columns are parted by commas"},
      {"Swerling,n_pulses,pfa,pd\n", "did you mean `Swerling`?"},
      {"pd," + head, "t.csv:1:26: error: a second column `pd`"},
      {head + "1,10,1e-6\n", "t.csv:2:1: error: found 3 fields, expected 4 as in the header"},
      {head + "1,10,1e-6,0,9\n", "t.csv:2:13: error: found 5 fields"},
      {head + "5,10,1e-6,0.9\n",
       "t.csv:2:1: error: swerling: found `5`, expected a whole number from 0 to 4"},
      {head + "1.5,10,1e-6,0.9\n", "swerling: found `1.5`"},
      {head + "1,0,1e-6,0.9\n",
       "t.csv:2:3: error: n_pulses: found `0`, expected a whole number from 1 to 4096"},
      {head + "1,10,1,0.9\n", "pfa: found `1`, expected a number from 1e-15 to 0.5"},
      {head + "1,10,,0.9\n", "t.csv:2:6: error: pfa: found ``"},
      {head + "1,10,1e-6,nan\n", "pd: found `nan`"},
      {head + "1,10,1e-6,inf\n", "pd: found `inf`"},
      {head + "1,10,1e-6,1e999\n", "pd: found `1e999`"},
      {head + "1,10,1e-6,0x1p-1\n", "pd: found `0x1p-1`"},
      {head + "1,10,1e-6,+-0.5\n", "pd: found `+-0.5`"},
      {head + "1,10,1e-6,0.9 x\n", "pd: found `0.9 x`"},
      {head + "1,10,1e-6,\"0,9\"\n", "hint: the decimal sign is a point"},
      {head + "1,10,1e-2,1e-3\n",
       "t.csv:2:11: error: pd: found 0.001, expected more than the probability of a false alarm"},
      {head + "1,10,1e-6,0.9\n\n# c\n1,10,1e-6,2\n", "t.csv:5:11: error: pd: found `2`"},
      {head + "1,\"10\n\",1e-6,0.9\n", "t.csv:2:3: error: n_pulses: found `10\\n`"},
  };
  for (const auto& c : cases) {
    const Outcome o = outcome("required-snr", c.csv);
    EXPECT_FALSE(o.good);
    EXPECT_NE(o.problems.text().find(c.told), std::string::npos) << c.told << " in\n" << o.problems.text();
  }
  EXPECT_NE(outcome("atmosphere", "height_m\n10 km\n").problems.text().find("the column is in m"),
            std::string::npos);
  EXPECT_NE(outcome("atmosphere", "height_m\n90000\n")
                .problems.text()
                .find("expected a number from -5000 to 81020 m"),
            std::string::npos);
}

TEST(Calculate, tells_many_mistakes_and_no_rows_after_the_first) {
  std::string csv = "height_m\n1\n";
  for (int i = 0; i < 30; ++i) csv += "x\n2\n";
  const Outcome o = outcome("atmosphere", csv);
  EXPECT_EQ(o.problems.all().size(), kMostProblems);
  EXPECT_EQ(std::count(o.text.begin(), o.text.end(), '\n'), 2);
}

TEST(Calculate, stops_when_nothing_more_is_wanted) {
  const TextStream stream("height_m\n1\n2\nx\n");
  CsvReader csv(stream.get(), "t.csv");
  Problems problems;
  int taken = 0;
  EXPECT_TRUE(calculate(
      *find_calculation("atmosphere"), {}, csv,
      [&taken](const CsvRecord&, std::span<const std::string>) { return ++taken < 2; }, problems));
  EXPECT_EQ(taken, 2);
}

// The ends of every range are answered, alone and all together: nothing is let in that the law cannot bear.
TEST(Calculate, bears_the_ends_of_every_range) {
  for (const Calculation& c : calculations()) {
    if (c.uses_terrain) continue;
    std::string csv;
    for (const InputColumn& in : c.in) csv += (csv.empty() ? "" : ",") + in.name;
    const std::size_t corners = std::size_t{1} << c.in.size();
    for (std::size_t corner = 0; corner < corners; ++corner) {
      std::string row;
      for (std::size_t i = 0; i < c.in.size(); ++i) {
        char number[32];
        std::snprintf(number, sizeof number, "%s%.17g", i ? "," : "\n",
                      corner >> i & 1 ? c.in[i].high : c.in[i].low);
        row += number;
      }
      csv += row;
    }
    const Outcome o = outcome(c.name, csv);
    for (const Problem& p : o.problems.all())
      EXPECT_NE(p.what.find("more than the probability of a false alarm"), std::string::npos)
          << c.name << ' ' << p.what;
  }
}

TEST(Calculate, has_examples_that_work) {
  for (const Calculation& c : calculations())
    if (!c.uses_terrain) {
      EXPECT_TRUE(outcome(c.name, c.example).good) << c.name;
    }
}

}  // namespace
}  // namespace cupola
