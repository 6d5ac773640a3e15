#include "catalogue/figures.hpp"

#include <gtest/gtest.h>

#include "catalogue/names.hpp"

namespace cupola {
namespace {

Figure figure(double low, double best, double high, FigureStatus status = FigureStatus::assumed) {
  Figure made(best);
  made.low = low;
  made.high = high;
  made.status = status;
  made.reason = "a guess";
  return made;
}

TEST(Figures, take_the_value_of_the_mode) {
  LauncherType launcher;
  launcher.launch_interval_s = figure(3, 4, 6);  // longer is worse
  launcher.reload_time_s = figure(1800, 3600, 7200);
  launcher.reload_time_s.advertised = 3000.0;

  set_mode(launcher, FigureMode::low);
  EXPECT_EQ(launcher.launch_interval_s, 6.0);
  set_mode(launcher, FigureMode::advertised);
  EXPECT_EQ(launcher.reload_time_s, 3000.0);
  EXPECT_EQ(launcher.launch_interval_s, 4.0);  // the maker is silent
  set_mode(launcher, FigureMode::best);
  EXPECT_EQ(launcher.reload_time_s, 3600.0);

  EXPECT_EQ(value_in_mode(figure(1, 2, 3), FigureMode::low, Worse::lower), 1.0);
  EXPECT_EQ(value_in_mode(figure(1, 2, 3), FigureMode::low, Worse::neither), 2.0);
}

TEST(Figures, are_walked_under_dotted_names) {
  InterceptorType missile;
  missile.kill_probability[4] = figure(0.1, 0.2, 0.3);
  missile.envelope.resize(2);
  missile.envelope[1].altitude_m = figure(1, 2, 3);
  missile.life_s = 100.0;  // nobody stands behind it
  std::vector<std::string> names;
  for_each_figure(missile, [&](const std::string& name, Figure&) { names.push_back(name); });
  EXPECT_EQ(names, (std::vector<std::string>{"kill_probability.drone", "envelope[1].altitude"}));
}

TEST(Figures, are_counted_by_status) {
  Doctrine doctrine;
  doctrine.reaction_time_s = figure(8, 12, 30, FigureStatus::asserted);
  doctrine.behaviours.resize(1);
  doctrine.behaviours[0].given_friend = figure(0, 0.1, 1, FigureStatus::derived);
  doctrine.behaviours[0].given_hostile = figure(0, 0.1, 1);
  const StatusCounts counts = count(doctrine);
  EXPECT_EQ(counts.asserted, 1);
  EXPECT_EQ(counts.derived, 1);
  EXPECT_EQ(counts.assumed, 1);
}

TEST(Figures, are_counted_by_the_word_of_the_value_in_force) {
  Doctrine doctrine;
  Figure& reaction = doctrine.reaction_time_s = figure(8, 12, 30, FigureStatus::asserted);
  reaction.claimant = Claimant::memory;
  reaction.advertised = 9;
  reaction.advertised_claimant = Claimant::maker;
  EXPECT_EQ(count(doctrine).remembered, 1);
  EXPECT_EQ(counts_text(count(doctrine)), "1 figures: 1 asserted (1 from memory), 0 derived, 0 assumed");
  EXPECT_EQ(count(doctrine, FigureMode::advertised).remembered, 0);
  EXPECT_EQ(count(doctrine, FigureMode::advertised).asserted, 1);
  EXPECT_EQ(count(doctrine, FigureMode::low).assumed, 1);
}

TEST(Figures, of_what_is_chosen_stay_in_mode_low) {
  Doctrine doctrine;
  for (Figure* chosen :
       {&doctrine.hostile_at, &doctrine.suspect_at, &doctrine.salvo_spacing_s, &doctrine.keep_out_m,
        &doctrine.planned_kill_probability_least, &doctrine.assessment_timeout_s})
    *chosen = figure(1, 2, 3);
  doctrine.reaction_time_s = figure(8, 12, 30);
  set_mode(doctrine, FigureMode::low);
  EXPECT_EQ(doctrine.hostile_at.value, 2.0);
  EXPECT_EQ(doctrine.keep_out_m.value, 2.0);
  EXPECT_EQ(doctrine.salvo_spacing_s.value, 2.0);
  EXPECT_EQ(doctrine.reaction_time_s.value, 30.0);  // suffered, not chosen
}

TEST(Figures, of_missing_bands_are_copies_that_nobody_counts) {
  PlatformType platform;
  const int uhf = static_cast<int>(Band::uhf), x = static_cast<int>(Band::x);
  platform.rcs[uhf] = {figure(1, 2, 3), figure(1, 2, 3), figure(1, 2, 3)};
  platform.rcs[x] = {figure(0.1, 0.2, 0.3), figure(1, 2, 3), figure(1, 2, 3)};
  fill_missing_bands(platform);
  const auto front = [&](Band band) { return platform.rcs[static_cast<std::size_t>(band)].front_m2.value; };
  EXPECT_EQ(front(Band::vhf), 2.0);
  EXPECT_EQ(front(Band::l), 2.0);
  EXPECT_EQ(front(Band::s), 0.2);  // as near to both: the higher one
  EXPECT_EQ(front(Band::c), 0.2);
  EXPECT_EQ(count(platform).assumed, 6);

  set_mode(platform, FigureMode::low);
  EXPECT_EQ(front(Band::c), 0.1);
  EXPECT_EQ(front(Band::vhf), 1.0);
  EXPECT_EQ(count(platform).assumed, 6);
}

TEST(Names, stand_in_the_order_of_the_values) {
  EXPECT_STREQ(name_of(Band::x), "x");
  EXPECT_STREQ(name_of(Claimant::us), "us");
  EXPECT_STREQ(name_of(FigureStatus::assumed), "assumed");
  EXPECT_STREQ(name_of(Distribution::triangular), "triangular");
  EXPECT_STREQ(name_of(FigureMode::low), "low");
  EXPECT_STREQ(name_of(ScanKind::sector), "sector");
  EXPECT_STREQ(name_of(Interrogator::national), "national");
  EXPECT_STREQ(name_of(TargetClass::decoy), "decoy");
  EXPECT_STREQ(name_of(GuidanceClass::active), "active");
  EXPECT_STREQ(name_of(Transponder::national), "national");
  EXPECT_STREQ(name_of(WeaponsControl::free), "free");
}

}  // namespace
}  // namespace cupola
