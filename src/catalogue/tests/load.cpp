#include "catalogue/load.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

#include "catalogue/figures.hpp"
#include "catalogue/file_kind.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;

const std::string kShipped = CUPOLA_SOURCE_DIR "/catalogue";

const Catalogue& shipped() {
  static const Catalogue catalogue = [] {
    Catalogue read;
    Problems problems;
    EXPECT_TRUE(load_catalogue(kShipped, read, problems)) << problems.text();
    return read;
  }();
  return catalogue;
}

/// A folder of files for one test.
class Folder {
 public:
  Folder() : path_(fs::path(testing::TempDir()) / ("cupola_" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "deep");
  }
  ~Folder() { fs::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

const char* const kLauncher =
    "launcher:\n  name: TEL\n  places: 4\n"
    "  launch_interval: {value: 4 s, source: book, claimant: press}\n"
    "  reload_time: {value: 1 h, status: assumed, reason: a guess}\n";

TEST(Load, reads_a_folder_whatever_the_order_of_its_files) {
  const Folder folder;
  folder.write("a.yaml", kLauncher);  // cites a source that a later file declares
  folder.write("deep/z.yaml", "sources:\n  book: {title: \"A book\"}\n");
  folder.write("notes.txt", "not: [read");
  Catalogue catalogue;
  Problems problems;
  EXPECT_TRUE(load_catalogue(folder.path(), catalogue, problems)) << problems.text();
  EXPECT_EQ(catalogue.launchers.at("TEL").places, 4);
  EXPECT_EQ(catalogue.launchers.at("TEL").reload_time_s, 3600.0);
  EXPECT_EQ(catalogue.sources.at("book").key, "book");
}

TEST(Load, refuses_the_same_name_twice) {
  const Folder folder;
  folder.write("a.yaml", kLauncher);
  folder.write("b.yaml", kLauncher);
  folder.write("s.yaml", "sources:\n  book: {title: \"A book\"}\n");
  Catalogue catalogue;
  Problems problems;
  EXPECT_FALSE(load_catalogue(folder.path(), catalogue, problems));
  ASSERT_EQ(problems.all().size(), 1u) << problems.text();
  EXPECT_NE(problems.text().find("b.yaml:2:9: error: a second launcher is called `TEL`"), std::string::npos)
      << problems.text();
  EXPECT_NE(problems.text().find("a.yaml:2"), std::string::npos);
}

TEST(Load, tells_names_that_nobody_declares) {
  const Folder folder;
  folder.write("a.yaml", kLauncher);
  folder.write("s.yaml", "sources:\n  bok: {title: \"A book\"}\n");
  folder.write("y.yaml",
               "system:\n  name: one\n  fire_units:\n    - name: FU\n      guidance_radar: 91N6E\n"
               "      launcher: TEL\n      launchers: {value: 1, status: assumed, reason: one}\n"
               "      target_channels: {value: 1, status: assumed, reason: one}\n"
               "      missile_channels: {value: 1, source: bok, claimant: press}\n");
  Catalogue catalogue;
  Problems problems;
  EXPECT_FALSE(load_catalogue(folder.path(), catalogue, problems));
  EXPECT_EQ(problems.all().size(), 2u) << problems.text();
  EXPECT_NE(problems.text().find("launch_interval.source: no source is called `book`"), std::string::npos);
  EXPECT_NE(problems.text().find("no sector radar is called `91N6E`"), std::string::npos);
}

TEST(Load, tells_folders_that_hold_no_catalogue) {
  Catalogue catalogue;
  Problems problems;
  EXPECT_FALSE(load_catalogue("/nowhere/at/all", catalogue, problems));
  const Folder empty;
  EXPECT_FALSE(load_catalogue(empty.path(), catalogue, problems));
  EXPECT_EQ(problems.all().size(), 2u) << problems.text();
}

TEST(Load, finds_the_catalogue) {
  ::setenv("CUPOLA_CATALOGUE", "/some/where", 1);
  EXPECT_EQ(default_catalogue_folder(), "/some/where");
  ::unsetenv("CUPOLA_CATALOGUE");
  EXPECT_TRUE(fs::equivalent(default_catalogue_folder(), kShipped)) << default_catalogue_folder();
}

// What the shipped catalogue must hold.

TEST(ShippedCatalogue, holds_the_set_as_composed) {
  const SystemType& set = shipped().systems.at("S-400 set, two fire units");
  EXPECT_EQ(set.command_post, "55K6E");
  ASSERT_EQ(set.fire_units.size(), 2u);
  for (const SystemFireUnit& unit : set.fire_units) {
    EXPECT_EQ(unit.launchers, 8);
    EXPECT_EQ(unit.target_channels, 10);
    EXPECT_EQ(unit.missile_channels, 20);
    EXPECT_EQ(unit.target_channels.low, 6);
    EXPECT_EQ(unit.missile_channels.low, 12);
    EXPECT_EQ(unit.target_channels.advertised, 6.0);
    EXPECT_EQ(unit.missile_channels.advertised, 12.0);
  }
  EXPECT_TRUE(shipped().systems.at("S-400 fire unit").command_post.empty());
  EXPECT_TRUE(shipped().systems.contains("S-400 set, one fire unit"));
  EXPECT_EQ(shipped().radars.at("91N6E").faces, 2);
}

/// 36 and 72 by the older handout, 80 and 160 by the newer one: both of a full system.
TEST(ShippedCatalogue, holds_the_full_systems_as_their_makers_count_them) {
  struct Sums {
    double targets = 0.0, missiles = 0.0;
  };
  const auto advertised = [](const char* name) {
    Sums sums;
    for (const SystemFireUnit& unit : shipped().systems.at(name).fire_units) {
      sums.targets += unit.target_channels.advertised.value_or(unit.target_channels.best);
      sums.missiles += unit.missile_channels.advertised.value_or(unit.missile_channels.best);
    }
    return sums;
  };
  EXPECT_EQ(shipped().systems.at("30K6E, six fire units").fire_units.size(), 6u);
  EXPECT_EQ(advertised("30K6E, six fire units").targets, 36);
  EXPECT_EQ(advertised("30K6E, six fire units").missiles, 72);
  EXPECT_EQ(shipped().systems.at("30K6E, eight fire units").fire_units.size(), 8u);
  EXPECT_EQ(advertised("30K6E, eight fire units").targets, 80);
  EXPECT_EQ(advertised("30K6E, eight fire units").missiles, 160);
}

TEST(ShippedCatalogue, keeps_to_the_starting_intervals) {
  const auto expect = [](const Figure& figure, double low, double best, double high) {
    EXPECT_DOUBLE_EQ(figure.low, low);
    EXPECT_DOUBLE_EQ(figure.best, best);
    EXPECT_DOUBLE_EQ(figure.high, high);
  };
  const RadarType &acquisition = shipped().radars.at("91N6E"), &engagement = shipped().radars.at("92N6E");
  expect(acquisition.reference_range_m, 180e3, 260e3, 320e3);
  expect(acquisition.rotation_period_s, 6, 10, 12);
  expect(engagement.reference_range_m, 100e3, 170e3, 250e3);
  expect(shipped().radars.at("96L6E").reference_range_m, 100e3, 160e3, 220e3);
  expect(shipped().doctrines.at("standard").reaction_time_s, 8, 12, 30);
  const auto& kill = shipped().interceptors.at("48N6E3").kill_probability;
  expect(kill[static_cast<int>(TargetClass::aircraft)], 0.5, 0.75, 0.9);
  expect(kill[static_cast<int>(TargetClass::cruise_missile)], 0.3, 0.6, 0.85);
  expect(kill[static_cast<int>(TargetClass::ballistic_missile)], 0.2, 0.5, 0.8);
}

TEST(ShippedCatalogue, advertises_the_pair_of_the_maker) {
  // 390 km on 4 m2, whatever cross-section the entry refers to.
  RadarType radar = shipped().radars.at("91N6E");
  set_mode(radar, FigureMode::advertised);
  EXPECT_NEAR(std::sqrt(std::sqrt(4.0 / radar.reference_rcs_m2)) * radar.reference_range_m, 390e3, 1e3);
}

TEST(ShippedCatalogue, holds_two_figures_back_from_every_fit) {
  for (const auto& [name, missile] : shipped().interceptors) {
    int fitted = 0, held_back = 0;
    for (const EnvelopeFigure& figure : missile.envelope) ++(figure.fitted ? fitted : held_back);
    EXPECT_GE(fitted, 1) << name;
    EXPECT_GE(held_back, 2) << name;
  }
}

TEST(ShippedCatalogue, knows_every_behaviour) {
  std::set<std::string> known;
  for (const BehaviourLikelihood& row : shipped().doctrines.at("standard").behaviours)
    known.insert(row.behaviour);
  EXPECT_EQ(known, std::set<std::string>(kBehaviours.begin(), kBehaviours.end()));
}

TEST(ShippedCatalogue, leaves_no_figure_without_a_word) {
  const StatusCounts counts = count(shipped());
  EXPECT_GT(counts.asserted, 50);
  EXPECT_GT(counts.assumed, 100);
  Catalogue copy = shipped();
  for (auto& [name, radar] : copy.radars) {
    for_each_figure(radar, [&name = name](const FigureSite& site, Figure& figure) {
      EXPECT_TRUE(!figure.source.empty() || figure.status == FigureStatus::assumed)
          << name << " " << site.name;
      EXPECT_LE(figure.low, figure.best) << name << " " << site.name;
      EXPECT_LE(figure.best, figure.high) << name << " " << site.name;
      EXPECT_EQ(figure.value, figure.best) << name << " " << site.name;
    });
  }
}

TEST(ReferencePage, has_a_section_for_every_record_and_a_row_for_every_key) {
  const std::string page = reference_page({catalogue_file_kind()});
  for (const char* heading : {"## catalogue_file\n", "## radar\n", "## figure\n", "## interceptor\n",
                              "## doctrine\n", "## fire_unit\n", "## source\n", "## rcs\n"}) {
    EXPECT_NE(page.find(heading), std::string::npos) << heading;
  }
  EXPECT_NE(page.find("| `rotation_period` | [figure](#figure): a time from 100 ms to 120 s; higher is worse "
                      "| required | "
                      "Only with `scan: rotating`. Time of one whole turn. |"),
            std::string::npos)
      << page;
  EXPECT_EQ(page.find("## figure\n"), page.rfind("## figure\n"));
}

}  // namespace
}  // namespace cupola
