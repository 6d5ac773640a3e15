#include "flight/table_cache.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "flight/tests/example_interceptor.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;
using testing::example_interceptor;

/// A cache folder of its own for each test.
class TableCache : public ::testing::Test {
 protected:
  TableCache() : folder_(fs::temp_directory_path() / ("cupola_cache_" + std::to_string(getpid()))) {
    const char* old = std::getenv("XDG_CACHE_HOME");
    had_ = old != nullptr;
    if (had_) old_ = old;
    setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  }
  ~TableCache() override {
    fs::remove_all(folder_);
    had_ ? setenv("XDG_CACHE_HOME", old_.c_str(), 1) : unsetenv("XDG_CACHE_HOME");
  }
  std::string file(double launch_msl_m) const {
    return table_path(table_key(example_interceptor(), launch_msl_m));
  }

  fs::path folder_;
  std::string old_;
  bool had_ = false;
};

TEST_F(TableCache, GivesTheSameBitsFlownStoredAndRemembered) {
  const FlyoutTable flown = fly_table(example_interceptor(), 10.0);
  EXPECT_EQ(stored_table(example_interceptor(), 10.0), flown);
  ASSERT_TRUE(fs::exists(file(10.0)));
  EXPECT_EQ(stored_table(example_interceptor(), 10.0), flown);
  EXPECT_EQ(cached_table(example_interceptor(), 10.0), flown);
  EXPECT_EQ(cached_table(example_interceptor(), 10.0), flown);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "cupola")) files += entry.is_regular_file();
  EXPECT_EQ(files, 1);  // no draft is left lying about
}

TEST_F(TableCache, ReadsWhatItWrote) {
  const FlyoutTable flown = stored_table(example_interceptor(), 20.0);
  const auto written = fs::last_write_time(file(20.0));
  EXPECT_EQ(stored_table(example_interceptor(), 20.0), flown);
  EXPECT_EQ(fs::last_write_time(file(20.0)), written);
}

TEST_F(TableCache, IgnoresAndReplacesDamagedFiles) {
  const FlyoutTable flown = stored_table(example_interceptor(), 30.0);
  const auto size = fs::file_size(file(30.0));
  {
    std::fstream f(file(30.0), std::ios::in | std::ios::out | std::ios::binary);
    f.seekp(5000);
    f.put('\x55');
    f.seekp(5001);
    f.put('\xaa');
  }
  EXPECT_EQ(stored_table(example_interceptor(), 30.0), flown);
  fs::resize_file(file(30.0), size / 2);
  EXPECT_EQ(stored_table(example_interceptor(), 30.0), flown);
  EXPECT_EQ(fs::file_size(file(30.0)), size);
  std::ofstream(file(30.0)) << "";
  EXPECT_EQ(stored_table(example_interceptor(), 30.0), flown);
}

TEST_F(TableCache, DoesWithoutAPlaceToWrite) {
  setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
  const FlyoutTable flown = stored_table(example_interceptor(), 40.0);
  EXPECT_EQ(flown, fly_table(example_interceptor(), 40.0));
}

TEST_F(TableCache, KeysOnEveryNumber) {
  const InterceptorType base = example_interceptor();
  const TableKey key = table_key(base, 0.0);
  EXPECT_EQ(table_key(example_interceptor(), 0.0), key);
  EXPECT_NE(table_key(base, 1.0), key);
  Figure InterceptorType::* const numbers[] = {&InterceptorType::range_max_m,
                                               &InterceptorType::altitude_max_m,
                                               &InterceptorType::launch_mass_kg,
                                               &InterceptorType::diameter_m,
                                               &InterceptorType::boost_time_s,
                                               &InterceptorType::boost_propellant_kg,
                                               &InterceptorType::sustain_time_s,
                                               &InterceptorType::sustain_propellant_kg,
                                               &InterceptorType::specific_impulse_s,
                                               &InterceptorType::drag_scale,
                                               &InterceptorType::lateral_limit_m_s2,
                                               &InterceptorType::lift_coefficient_max,
                                               &InterceptorType::life_s,
                                               &InterceptorType::end_speed_m_s,
                                               &InterceptorType::range_max_ballistic_m};
  for (Figure InterceptorType::* number : numbers) {
    InterceptorType other = base;
    (other.*number).value *= 1.0001;
    EXPECT_NE(table_key(other, 0.0), key);
  }
  InterceptorType other = base;
  other.loft[2][1] += 1e-6;
  EXPECT_NE(table_key(other, 0.0), key);
  other = base;
  other.reliability = 0.5;  // does not enter a flight
  EXPECT_EQ(table_key(other, 0.0), key);
}

}  // namespace
}  // namespace cupola
