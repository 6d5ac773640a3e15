#include "earth/viewshed_cache.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

namespace cupola {
namespace {

namespace fs = std::filesystem;

TerrainTile hills() {
  const PostGrid grid{0.7, 0.5, 2e-5, 2e-5, 80, 90};
  std::vector<double> heights_m;
  for (int i = 0; i < grid.rows; ++i)
    for (int j = 0; j < grid.columns; ++j)
      heights_m.push_back(300.0 + 200.0 * std::sin(0.2 * i) * std::cos(0.17 * j));
  return TerrainTile::of_heights(grid, heights_m, 1.0, VerticalDatum::kEgm96, {"hills", 0});
}

SightPoint eye(double height_msl_m) { return {{0.7008, 0.5009}, height_msl_m}; }

bool same(const Viewshed& a, const Viewshed& b) {
  const std::size_t count =
      static_cast<std::size_t>(a.grid().rows) * static_cast<std::size_t>(a.grid().columns);
  return a.grid() == b.grid() && a.inputs_hash() == b.inputs_hash() &&
         std::memcmp(a.heights_m(), b.heights_m(), count * sizeof(float)) == 0;
}

/// A cache folder of its own for each test.
class ViewshedCache : public ::testing::Test {
 protected:
  ViewshedCache() : folder_(fs::temp_directory_path() / ("cupola_viewsheds_" + std::to_string(getpid()))) {
    const char* old = std::getenv("XDG_CACHE_HOME");
    had_ = old != nullptr;
    if (had_) old_ = old;
    setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  }
  ~ViewshedCache() override {
    fs::remove_all(folder_);
    had_ ? setenv("XDG_CACHE_HOME", old_.c_str(), 1) : unsetenv("XDG_CACHE_HOME");
  }
  std::string file(double height_msl_m) const {
    return viewshed_path(Viewshed::inputs_hash(hills(), eye(height_msl_m), 4.0 / 3.0));
  }
  std::shared_ptr<const Viewshed> stored(double height_msl_m) const {
    return stored_viewshed(hills(), eye(height_msl_m), 4.0 / 3.0);
  }

  fs::path folder_;
  std::string old_;
  bool had_ = false;
};

TEST_F(ViewshedCache, GivesTheSameBitsSweptStoredAndRemembered) {
  const Viewshed swept(hills(), eye(600.0));
  EXPECT_TRUE(same(*stored(600.0), swept));
  ASSERT_TRUE(fs::exists(file(600.0)));
  const auto written = fs::last_write_time(file(600.0));
  EXPECT_TRUE(same(*stored(600.0), swept));
  const auto remembered = cached_viewshed(hills(), eye(600.0), 4.0 / 3.0);
  EXPECT_TRUE(same(*remembered, swept));
  EXPECT_EQ(cached_viewshed(hills(), eye(600.0), 4.0 / 3.0), remembered);
  EXPECT_EQ(fs::last_write_time(file(600.0)), written);
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "cupola/viewsheds"))
    files += entry.is_regular_file();
  EXPECT_EQ(files, 1);  // no draft is left lying about
}

TEST_F(ViewshedCache, TellsEyesGroundsAndRefractionApart) {
  const auto low = cached_viewshed(hills(), eye(520.0), 4.0 / 3.0);
  const auto high = cached_viewshed(hills(), eye(900.0), 4.0 / 3.0);
  const auto straight = cached_viewshed(hills(), eye(520.0), 1.0);
  EXPECT_FALSE(same(*low, *high));
  EXPECT_NE(low->inputs_hash(), straight->inputs_hash());
}

TEST_F(ViewshedCache, ReplacesDamagedFiles) {
  const Viewshed swept(hills(), eye(700.0));
  stored(700.0);
  const auto size = fs::file_size(file(700.0));
  for (const long at : {0L, 30L, 60L, 5000L, static_cast<long>(size) - 3}) {
    std::fstream f(file(700.0), std::ios::in | std::ios::out | std::ios::binary);
    f.seekg(at);
    const char was = static_cast<char>(f.get());
    f.seekp(at);
    f.put(static_cast<char>(was ^ 0x11));
    f.close();
    EXPECT_TRUE(same(*stored(700.0), swept)) << at;
    std::ifstream mended(file(700.0), std::ios::binary);
    mended.seekg(at);
    EXPECT_EQ(static_cast<char>(mended.get()), was) << at;
  }
  for (const std::uintmax_t cut : {size / 2, std::uintmax_t{0}, size + 7}) {
    fs::resize_file(file(700.0), cut);
    EXPECT_TRUE(same(*stored(700.0), swept));
    EXPECT_EQ(fs::file_size(file(700.0)), size);
  }
}

TEST_F(ViewshedCache, DoesNotTakeTheFileOfAnotherViewshed) {
  stored(700.0);
  const Viewshed swept(hills(), eye(800.0));
  fs::copy_file(file(700.0), file(800.0));
  EXPECT_TRUE(same(*stored(800.0), swept));
}

TEST_F(ViewshedCache, DoesWithoutAPlaceToWrite) {
  setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
  EXPECT_TRUE(same(*stored(650.0), Viewshed(hills(), eye(650.0))));
}

TEST_F(ViewshedCache, MayBeAskedByManyAtOnce) {
  const Viewshed swept(hills(), eye(640.0));
  std::vector<std::shared_ptr<const Viewshed>> got(8);
  std::vector<std::thread> asking;
  for (std::size_t i = 0; i < got.size(); ++i)
    asking.emplace_back([&, i] { got[i] = cached_viewshed(hills(), eye(640.0), 4.0 / 3.0); });
  for (std::thread& thread : asking) thread.join();
  for (const auto& one : got) {
    EXPECT_EQ(one, got[0]);
    EXPECT_TRUE(same(*one, swept));
  }
}

}  // namespace
}  // namespace cupola
