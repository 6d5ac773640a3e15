#include "catalogue/decode.hpp"

#include <gtest/gtest.h>

#include "catalogue/catalogue_file.hpp"
#include "catalogue/load.hpp"
#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {

/// A record with a field of every kind.
struct Toy {
  std::string name;
  int count = 3;
  bool on = false;
  double length_m = 5.0;
  double share = 0.25;
  ScanKind scan = ScanKind::rotating;
  std::string friend_name;
  std::vector<std::string> others;
  Figure height_m;
  Figure period_s, width_rad;
  std::vector<Toy> parts;
  std::map<std::string, LauncherType> launchers;
};

void declare(FieldVisitor& v, Toy& toy) {
  v.about("toy", "A record with a field of every kind.");
  v.name({"name", "Its name."}, toy.name);
  v.integer({"count", "How many.", kOptional}, between(1, 9), toy.count);
  v.flag({"on", "Whether it is on.", kOptional}, toy.on);
  v.quantity({"length", "How long.", kOptional}, length(0, 100), toy.length_m);
  v.quantity({"share", "How much of it.", kOptional}, probability(), toy.share);
  v.choice({"scan", "How it turns.", kOptional}, toy.scan);
  v.reference({"friend", "Another one.", kOptional}, "toy", toy.friend_name);
  v.references({"others", "Still others.", kOptional}, "toy", toy.others);
  v.figure({"height", "How high.", kOptional}, length(0, 1000), Worse::lower, toy.height_m);
  v.when("scan", toy.scan, ScanKind::rotating, [&] {
    v.figure({"period", "Time of a turn.", kOptional}, duration(1, 100), Worse::higher, toy.period_s);
  });
  v.when("scan", toy.scan, ScanKind::sector,
         [&] { v.figure({"width", "Width of the sector."}, angle(1, 360), Worse::lower, toy.width_rad); });
  v.list({"parts", "What it is made of.", kOptional}, 0, 2, toy.parts);
  v.changes({"launchers", "Changes to launchers.", kOptional}, toy.launchers);
  v.rule("count", toy.count != 7, "count is 7", "nobody likes 7");
}

namespace {

/// Reads a text as a Toy and keeps what was wrong.
struct Reading {
  explicit Reading(const std::string& text, Toy start = {}) : toy(std::move(start)) {
    Document document;
    if (!parse_yaml("toy.yaml", text, document, problems)) return;
    References references;
    decode(document, document.root, "", toy, references, problems);
    NameBook names;
    names.add("toy", "alpha");
    names.add("toy", "beta");
    names.add("source", "book");
    references.check(names, problems);
  }
  Toy toy;
  Problems problems;
};

/// Expects one problem at a place; `part` stands in what is printed of it.
void expect_problem(const std::string& text, int line, int column, const std::string& part) {
  const Reading reading(text);
  ASSERT_EQ(reading.problems.all().size(), 1u) << text << reading.problems.text();
  const Problem& problem = reading.problems.all()[0];
  EXPECT_EQ(problem.place.line, line) << reading.problems.text();
  EXPECT_EQ(problem.place.column, column) << reading.problems.text();
  EXPECT_NE(reading.problems.text().find(part), std::string::npos) << reading.problems.text();
  EXPECT_NE(reading.problems.text().find("^\n"), std::string::npos) << reading.problems.text();
}

TEST(Decode, reads_every_kind_of_field) {
  const Reading reading(
      "name: alpha\ncount: 4\non: true\nlength: 2 km\n"  // told below: above the range
      "share: 50 %\n");
  EXPECT_EQ(reading.problems.all().size(), 1u) << reading.problems.text();

  const Reading good(
      "name: alpha\ncount: 4\non: true\nlength: 20 ft\nshare: 50 %\nscan: sector\nfriend: beta\n"
      "others: [alpha, beta]\nwidth: {value: 90 deg, low: 60 deg, high: 120 deg, source: book, claimant: "
      "press}\n"
      "parts:\n  - name: one\n  - {name: two, share: 0.125}\n");
  EXPECT_EQ(good.problems.text(), "");
  const Toy& toy = good.toy;
  EXPECT_EQ(toy.name, "alpha");
  EXPECT_EQ(toy.count, 4);
  EXPECT_TRUE(toy.on);
  EXPECT_DOUBLE_EQ(toy.length_m, 6.096);
  EXPECT_DOUBLE_EQ(toy.share, 0.5);
  EXPECT_EQ(toy.scan, ScanKind::sector);
  EXPECT_EQ(toy.friend_name, "beta");
  EXPECT_EQ(toy.others, (std::vector<std::string>{"alpha", "beta"}));
  EXPECT_DOUBLE_EQ(toy.width_rad, radians(90));
  EXPECT_DOUBLE_EQ(toy.width_rad.low, radians(60));
  EXPECT_EQ(toy.width_rad.distribution, Distribution::triangular);
  EXPECT_EQ(toy.width_rad.status, FigureStatus::asserted);
  EXPECT_EQ(toy.width_rad.claimant, Claimant::press);
  ASSERT_EQ(toy.parts.size(), 2u);
  EXPECT_DOUBLE_EQ(toy.parts[0].share, 0.25);  // not written: the default of the struct
  EXPECT_DOUBLE_EQ(toy.parts[1].share, 0.125);
}

TEST(Decode, tells_five_mistakes_in_one_go) {
  const Reading reading(
      "name: alpha\n"
      "cuont: 4\n"
      "on: yes\n"
      "length: 20\n"
      "scan: spinning\n"
      "friend: gamma\n");
  EXPECT_EQ(
      reading.problems.text(),
      "toy.yaml:2:1: error: a toy has no key `cuont`\n"
      "    cuont: 4\n"
      "    ^\n"
      "  hint: did you mean `count`?\n"
      "toy.yaml:3:5: error: on: found `yes`, expected true or false\n"
      "    on: yes\n"
      "        ^\n"
      "  hint: Whether it is on.\n"
      "toy.yaml:4:9: error: length: found `20`, expected a length from 0 m to 100 m\n"
      "    length: 20\n"
      "            ^\n"
      "  hint: a bare number needs a unit: write `20 m`; units of length are m, km, cm, mm, ft, kft, nmi "
      "or mi\n"
      "toy.yaml:5:7: error: scan: found `spinning`, expected `rotating` or `sector`\n"
      "    scan: spinning\n"
      "          ^\n"
      "  hint: How it turns.\n"
      "toy.yaml:6:9: error: friend: no toy is called `gamma`\n"
      "    friend: gamma\n"
      "            ^\n"
      "  hint: there is `alpha` or `beta`\n");
}

TEST(Decode, tells_unknown_and_missing_keys) {
  expect_problem("count: 4\n", 1, 1, "the key `name` is missing");
  expect_problem("nmae: alpha\n", 1, 1, "did you mean `name`?");  // and not that name is missing as well
  expect_problem("name: alpha\nzebra: 1\n", 2, 1, "its keys are `name`, `count`");
  expect_problem("name: alpha\nparts:\n  - count: 1\n", 3, 5, "parts.1: the key `name` is missing");
  expect_problem("- alpha\n", 1, 1, "found a list, expected a map");
}

TEST(Decode, tells_wrong_types) {
  expect_problem("name: [alpha]\n", 1, 7, "found a list, expected a text");
  expect_problem("name:\n", 1, 1, "found nothing, expected a text");
  expect_problem("name: 12\n", 1, 7, "put it in quotes");
  expect_problem("name: true\n", 1, 7, "put it in quotes");
  expect_problem("name: \"\"\n", 1, 7, "found an empty text");
  expect_problem("name: alpha\ncount: four\n", 2, 8, "found `four`, expected a whole number from 1 to 9");
  expect_problem("name: alpha\ncount: 4.5\n", 2, 8, "whole number");
  expect_problem("name: alpha\ncount: \"4\"\n", 2, 8, "whole number");
  expect_problem("name: alpha\ncount: 04\n", 2, 8, "whole number");
  expect_problem("name: alpha\ncount: -0\n", 2, 8, "whole number");
  expect_problem("name: alpha\ncount: 0x4\n", 2, 8, "whole number");
  expect_problem("name: alpha\non: \"true\"\n", 2, 5, "true or false");
  expect_problem("name: alpha\nscan: [rotating]\n", 2, 7, "found a list");
  expect_problem("name: alpha\nothers: alpha\n", 2, 9, "expected a list of names");
  expect_problem("name: alpha\nothers: [{a: b}]\n", 2, 10, "expected a name");
  expect_problem("name: alpha\nparts: {name: one}\n", 2, 8, "expected a list");
  expect_problem("name: alpha\nparts: [one]\n", 2, 9, "expected a map of keys and values");
  expect_problem("name: alpha\nlength: {value: 1 m}\n", 2, 9, "found a map, expected a length");
}

TEST(Decode, tells_units_and_ranges) {
  expect_problem("name: alpha\nlength: 20\n", 2, 9, "a bare number needs a unit: write `20 m`");
  expect_problem("name: alpha\nlength: 20 parsecs\n", 2, 9, "there is no unit 'parsecs'");
  expect_problem("name: alpha\nlength: 20 s\n", 2, 9, "'s' is a unit of time, not of length");
  expect_problem("name: alpha\nlength: 1 km\n", 2, 9, "expected a length from 0 m to 100 m");
  expect_problem("name: alpha\nlength: -1 m\n", 2, 9, "expected a length from 0 m to 100 m");
  expect_problem("name: alpha\nlength: twenty m\n", 2, 9, "does not begin with a number");
  expect_problem("name: alpha\nlength: 1e999 m\n", 2, 9, "too large");
  expect_problem("name: alpha\nlength: .nan\n", 2, 9, "not finite");
  expect_problem("name: alpha\nlength: .inf m\n", 2, 9, "not finite");
  expect_problem("name: alpha\nshare: 1.5\n", 2, 8, "expected a probability from 0 to 1");
  expect_problem("name: alpha\nshare: 0.5 m\n", 2, 8, "'m' is a unit of length");
  expect_problem("name: alpha\nshare: \"0.5\"\n", 2, 8, "take the quotes away");
  expect_problem("name: alpha\nshare: .nan\n", 2, 8, "not finite");
  expect_problem("name: alpha\ncount: 10\n", 2, 8, "whole number from 1 to 9");
  expect_problem("name: alpha\ncount: 99999999999999999999\n", 2, 8, "whole number from 1 to 9");
  expect_problem("name: alpha\nparts: [{name: a}, {name: b}, {name: c}]\n", 2, 8, "expected 0 to 2 entries");
}

TEST(Decode, tells_figures_without_a_source) {
  const std::string head = "name: alpha\nheight: ";
  expect_problem(head + "10 m\n", 2, 9, "status: assumed, reason:");
  expect_problem(head + "{value: 10 m}\n", 2, 1, "`source` and `claimant` are missing");
  expect_problem(head + "{value: 10 m, source: book}\n", 2, 1, "`claimant` is missing");
  expect_problem(head + "{value: 10 m, claimant: press}\n", 2, 1, "`source` is missing");
  expect_problem(head + "{value: 10 m, status: assumed}\n", 2, 1, "`reason` is missing");
  expect_problem(head + "{value: 10 m, source: bok, claimant: press}\n", 2, 31, "did you mean `book`?");
  expect_problem(head + "{value: 10 m, source: book, claimant: uncle}\n", 2, 47,
                 "expected `maker`, `official`");
  expect_problem(head + "{value: 10 m, low: 11 m, source: book, claimant: us}\n", 2, 28,
                 "low is above value");
  expect_problem(head + "{value: 10 m, high: 9 m, source: book, claimant: us}\n", 2, 29,
                 "high is below value");
  expect_problem(head + "{value: 10, source: book, claimant: us}\n", 2, 17, "write `10 m`");
  expect_problem(head + "{value: 10 m, source: book, claimant: us, advertised: 12 m}\n", 2, 51,
                 "`advertised` without `advertised_source`");
  EXPECT_EQ(Reading(head + "{value: 10 m, status: assumed, reason: \"a guess\"}\n").problems.text(), "");
}

TEST(Decode, tells_fields_that_do_not_go_together) {
  expect_problem("name: alpha\nscan: sector\n", 1, 1, "the key `width` is missing");
  expect_problem("name: alpha\nwidth: {value: 9 deg, status: assumed, reason: x}\n", 2, 1,
                 "`width` stands only with `scan: sector`");
  expect_problem("name: alpha\ncount: 7\n", 2, 8, "count is 7");
  // A wrong choice is told once, not again by every field that hangs on it.
  expect_problem("name: alpha\nscan: sectr\nwidth: {value: 9 deg, status: assumed, reason: x}\n", 2, 7,
                 "did you mean `sector`?");
}

TEST(Decode, changes_only_what_is_written) {
  Toy start;
  start.launchers["TEL"].name = "TEL";
  start.launchers["TEL"].places = 4;
  start.launchers["TEL"].reload_time_s = 60.0;
  const Reading reading("name: alpha\nlaunchers:\n  TEL: {places: 8}\n", start);
  EXPECT_EQ(reading.problems.text(), "");
  EXPECT_EQ(reading.toy.launchers.at("TEL").places, 8);
  EXPECT_DOUBLE_EQ(reading.toy.launchers.at("TEL").reload_time_s, 60.0);

  const Reading unknown("name: alpha\nlaunchers:\n  TELL: {places: 8}\n", start);
  EXPECT_NE(unknown.problems.text().find("toy.yaml:3:3: error: launchers: nothing is called `TELL`"),
            std::string::npos)
      << unknown.problems.text();
  // A figure is changed whole: half a record has no source.
  const Reading half("name: alpha\nlaunchers:\n  TEL: {reload_time: {value: 90 min}}\n", start);
  EXPECT_NE(half.problems.text().find("missing"), std::string::npos);
  EXPECT_DOUBLE_EQ(half.toy.launchers.at("TEL").reload_time_s, 60.0);
}

TEST(Decode, keeps_the_limit_of_a_name) {
  EXPECT_EQ(Reading("name: " + std::string(255, 'n')).problems.text(), "");
  EXPECT_EQ(Reading("name: " + std::string(256, 'n')).problems.text(), "");
  expect_problem("name: " + std::string(257, 'n') + "\n", 1, 7, "a name of at most 256 bytes");
}

TEST(Decode, stops_telling_what_is_wrong_throughout) {
  std::string text = "name: alpha\n";
  for (int i = 0; i < 100'000; ++i) text += "key" + std::to_string(i) + ": 1\n";
  const Reading reading(text);
  EXPECT_GE(reading.problems.all().size(), 20u);
  EXPECT_LE(reading.problems.all().size(), 100u);
}

TEST(Decode, survives_every_truncation_of_a_file) {
  const std::string text =
      "name: alpha\nscan: sector\nwidth: {value: 90 deg, low: 60 deg, source: book, claimant: press, reason: "
      "\"x: y\"}\n"
      "parts:\n  - name: one\n    others: [alpha, 'beta']\n";
  for (std::size_t length = 0; length <= text.size(); ++length) Reading(text.substr(0, length));
}

TEST(References, tells_cycles) {
  const auto pointer = [](const std::string& from, const std::string& to) {
    Pointer made{from, to, {}};
    made.place.place = {"file.yaml", 1, 1};
    return made;
  };
  Problems none;
  refuse_cycles("superior", {pointer("a", "b"), pointer("b", "c"), pointer("d", "c")}, none);
  EXPECT_TRUE(none.empty()) << none.text();

  Problems problems;
  refuse_cycles("superior", {pointer("a", "b"), pointer("b", "c"), pointer("c", "b"), pointer("e", "e")},
                problems);
  EXPECT_EQ(problems.all().size(), 2u) << problems.text();
}

}  // namespace
}  // namespace cupola
