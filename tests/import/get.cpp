// Tiles from a server, over loopback: whole, cut, wrong, absent, slow, not there; what is said and what is
// kept.

#include <csignal>
#include <thread>

#include "core/math.hpp"
#include "earth/terrain_folder.hpp"
#include "import/terrain_bench.hpp"

namespace cupola {
namespace {

using namespace testing;
using Json = nlohmann::json;

const std::string kN39E032 = "Copernicus_DSM_COG_10_N39_00_E032_00_DEM";
const std::string kN39E033 = "Copernicus_DSM_COG_10_N39_00_E033_00_DEM";

/// A bench with a server that has two small tiles; 120 posts a degree, so that nothing takes long.
class Get : public ::testing::Test {
 protected:
  Get() {
    bench_.write("N39E032.hgt", hgt(hill_m));
    bench_.shell(
        "mkdir -p s/files\n"
        "tile() { gdal_translate -q -of COG -ot Float32 -a_nodata none -srcwin 0 0 360 360 -a_srs EPSG:4326 "
        "-a_ullr $1 40 $2 39 N39E032.hgt s/files/$3.tif; }\n"
        "tile 32 33 " +
        kN39E032 + "; tile 33 34 " + kN39E033);
    server_ = popen(("python3 '" CUPOLA_SOURCE_DIR "/tests/import/serve.py' '" + bench_.path("s") + "' '" +
                     bench_.path("port") + "'")
                        .c_str(),
                    "w");
    for (int i = 0; i < 200 && !bench_.has("port"); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    address_ = "http://127.0.0.1:" + bench_.read("port");
  }
  ~Get() override { pclose(server_); }

  void plan(const Json& steps) { bench_.write("s/plan.json", steps.dump()); }
  Answer get(const std::string& arguments) const {
    return bench_.shell("cupola terrain get --from " + address_ + " " + arguments);
  }
  std::string log() const { return bench_.read("s/log"); }
  std::uintmax_t size_of(const std::string& name) const {
    return std::filesystem::file_size(bench_.path("s/files/" + name + ".tif"));
  }
  /// Nothing but tiles and where they came from: no raster, no part.
  void expect_tidy() const {
    EXPECT_EQ(
        bench_.shell("find cache -type f | grep -v -e '-tile$' -e 'source.json$' -e /lock$ | wc -l").text,
        "0\n");
  }

  Bench bench_;
  std::FILE* server_ = nullptr;
  std::string address_;
};

TEST_F(Get, SaysWhatAScenarioNeeds) {
  const std::string murted = "'" CUPOLA_SOURCE_DIR "/scenarios/03-murted-mixed-raid.yaml'";
  const Answer near = bench_.shell("cupola terrain get --dry-run --range 5km " + murted);
  expect_says(near, 0, "1 tile, 0 of them at hand");
  expect_says(near, 0,
              "https://copernicus-dem-30m.s3.amazonaws.com/Copernicus_DSM_COG_10_N40_00_E032_00_DEM/"
              "Copernicus_DSM_COG_10_N40_00_E032_00_DEM.tif");
  expect_says(bench_.shell("cupola terrain get --dry-run --range 20km " + murted), 0, "2 tiles");
  EXPECT_EQ(log(), "");
  EXPECT_FALSE(bench_.has("cache"));
  EXPECT_EQ(bench_.shell("cupola terrain get").exit_code, 2);
  EXPECT_EQ(bench_.shell("cupola terrain get --box 39,32,40,33 " + murted).exit_code, 2);
  for (const char* box :
       {"39,32,40", "40,32,39,33", "39,32,40,33,1", "39;32;40;33", "nan,32,40,33", "-91,0,0,1"})
    EXPECT_EQ(bench_.shell(std::string("cupola terrain get --dry-run --box '") + box + "'").exit_code, 2)
        << box;
  EXPECT_EQ(bench_.shell("cupola terrain get --dry-run --range 20 " + murted).exit_code, 2);
  expect_says(bench_.shell("cupola terrain get --dry-run --box -60,-180,60,180"), 65,
              "that needs 43200 tiles");
  expect_says(bench_.shell("cupola terrain get --dry-run --box 10.2,179.5,10.8,-179.5"), 0, "2 tiles");
}

TEST_F(Get, FetchesImportsAndTakesWhatIsAbsentForSea) {
  const Answer first = get("--box 39,32,40,35");
  expect_says(first, 0, "3 tiles: 2 fetched, 0 already at hand, 1 open sea");
  expect_says(first, 0, "Copernicus_DSM_COG_10_N39_00_E034_00_DEM: no tile there: taken for open sea at 0 m");
  EXPECT_EQ(bench_.read_tile(kN39E032).datum(), VerticalDatum::kEgm2008);
  EXPECT_EQ(bench_.read_tile(kN39E032).post_m(359, 0), hill_m(1200, 0));
  const Json note = Json::parse(bench_.read("cache/cupola/terrain/" + kN39E032 + ".cupola-tile.source.json"));
  EXPECT_EQ(note["url"], address_ + "/" + kN39E032 + "/" + kN39E032 + ".tif");
  EXPECT_EQ(note["bytes"], size_of(kN39E032));
  EXPECT_EQ(note["tile_content_hash"], bench_.read_tile(kN39E032).content_hash());
  expect_tidy();

  // Ground over both tiles and the strip between them, and the sea beyond.
  Problems problems;
  const auto terrain =
      load_terrain({bench_.path("cache/cupola/terrain")}, std::nullopt, Geoid(0.0), problems);
  ASSERT_TRUE(terrain.has_value()) << problems.text();
  const double degree = math::kPi / 180.0;
  for (double longitude = 32.01; longitude < 35.0; longitude += 0.0007)
    ASSERT_TRUE(terrain->height_msl_m(39.5 * degree, longitude * degree).has_value()) << longitude;
  EXPECT_EQ(terrain->height_msl_m(39.5 * degree, 34.5 * degree), 0.0);

  // A server that has nothing turns nothing into sea, whatever is at hand from another.
  expect_says(bench_.shell("cupola terrain get --box 39,32,40,36 --from " + address_ + "/elsewhere/404/../x"),
              65, "has none of the tiles asked for (1)");

  // The second time nothing is asked for.
  const std::string before = log();
  expect_says(get("--box 39,32,40,35"), 0, "3 tiles: 0 fetched, 3 already at hand");
  EXPECT_EQ(log(), before);
  expect_says(bench_.shell("cupola terrain list"), 0, "open sea, no tile at the source");
  const Json list = Json::parse(bench_.shell("cupola terrain list --json").text);
  ASSERT_EQ(list["tiles"].size(), 3u);
  EXPECT_EQ(list["tiles"][2]["sea"], true);
  EXPECT_EQ(list["tiles"][0]["rows"], 360);
}

TEST_F(Get, GoesOnWhereAConnectionWasCut) {
  plan({{kN39E032 + ".tif", {{{"cut", 20000}}, {{"cut", 30000}}, Json::object()}}});
  const Json object = Json::parse(get("--box 39,32,40,33 --json").text);
  EXPECT_EQ(object["tiles"][0]["state"], "fetched");
  EXPECT_EQ(object["tiles"][0]["bytes"], size_of(kN39E032));
  EXPECT_NE(log().find("bytes=20000- \""), std::string::npos) << log();
  EXPECT_NE(log().find("bytes=50000- \""), std::string::npos) << log();
  EXPECT_EQ(bench_.read_tile(kN39E032).post_m(359, 0), hill_m(1200, 0));
}

TEST_F(Get, KeepsWhatCameForTheNextTime) {
  plan({{kN39E032 + ".tif", {{{"cut", 20000}}, {{"cut", 0}}}}});
  const Answer a = get("--box 39,32,40,33");
  expect_says(a, 75, "it goes on at byte 20000");
  EXPECT_TRUE(bench_.has("cache/cupola/terrain/downloads/" + kN39E032 + ".tif.part"));
  EXPECT_FALSE(bench_.has("cache/cupola/terrain/" + kN39E032 + ".cupola-tile"));
  // It behaves from here on; what it has is still the same.
  plan(Json::object());
  const Json object = Json::parse(get("--box 39,32,40,33 --json").text);
  EXPECT_EQ(object["tiles"][0]["resumed_at"], 20000);
  EXPECT_EQ(object["tiles"][0]["state"], "fetched");
  expect_tidy();
}

TEST_F(Get, BeginsAnewWhereTheFileHasChanged) {
  plan({{kN39E032 + ".tif", {{{"cut", 20000}}, {{"cut", 0}}}}});
  EXPECT_EQ(get("--box 39,32,40,33").exit_code, 75);
  plan(Json::object());
  bench_.shell("cp s/files/" + kN39E033 + ".tif s/files/" + kN39E032 + ".tif");
  const Json object = Json::parse(get("--box 39,32,40,33 --json").text);
  EXPECT_EQ(object["tiles"][0]["resumed_at"], 0);
  EXPECT_EQ(object["tiles"][0]["bytes"], size_of(kN39E033));
  // A part of another address is not gone on with either, nor one longer than the file.
  bench_.shell("rm -r cache");
  plan({{kN39E032 + ".tif", {{{"cut", 20000}}, {{"cut", 0}}}}});
  EXPECT_EQ(get("--box 39,32,40,33").exit_code, 75);
  plan(Json::object());
  const std::string part = bench_.read("cache/cupola/terrain/downloads/" + kN39E032 + ".tif.part");
  EXPECT_EQ(part.size(), 20000u);
  bench_.shell("sed -i 1s/127/128/ cache/cupola/terrain/downloads/" + kN39E032 + ".tif.part.state");
  EXPECT_EQ(Json::parse(get("--box 39,32,40,33 --json").text)["tiles"][0]["resumed_at"], 0);
}

TEST_F(Get, WithoutRangesFetchesTheWholeAgain) {
  plan({{kN39E032 + ".tif", {{{"cut", 20000}}, {{"plain", true}}}}});
  const Json object = Json::parse(get("--box 39,32,40,33 --json").text);
  EXPECT_EQ(object["tiles"][0]["bytes"], size_of(kN39E032));
  EXPECT_EQ(bench_.read_tile(kN39E032).post_m(359, 0), hill_m(1200, 0));
}

TEST_F(Get, TriesAgainAfterErrorsOfTheServer) {
  plan({{kN39E032 + ".tif", {{{"status", 500}}, {{"status", 503}}, Json::object()}}});
  expect_says(get("--box 39,32,40,33"), 0, "1 fetched");
  plan({{kN39E033 + ".tif", {{{"status", 500}}}}});
  const Answer a = get("--box 39,33,40,34");
  expect_says(a, 75, "the server answers 500, at every try");
  std::size_t asked = 0;
  for (auto at = log().find(kN39E033); at != std::string::npos; at = log().find(kN39E033, at + 1)) ++asked;
  EXPECT_EQ(asked, 4u);
  // Refused is refused: no second try.
  bench_.shell("rm s/log");
  plan({{kN39E033 + ".tif", {{{"status", 403}}}}});
  expect_says(get("--box 39,33,40,34"), 65, "the server answers 403");
}

TEST_F(Get, TellsOfSizesThatDoNotFit) {
  // More announced than sent, every time.
  plan({{kN39E032 + ".tif", {{{"length", size_of(kN39E032) + 7}, {"plain", true}}}}});
  expect_says(get("--box 39,32,40,33"), 75, "at every try");
  bench_.shell("rm -r cache");
  // Less announced than there is: a whole download of half a raster.
  plan({{kN39E032 + ".tif", {{{"length", 20000}}}}});
  expect_says(get("--box 39,32,40,33"), 65, "error: ");
  EXPECT_FALSE(bench_.has("cache/cupola/terrain/" + kN39E032 + ".cupola-tile"));
  expect_tidy();
  // More than anybody asked for.
  plan({{kN39E032 + ".tif", {{{"length", 600000000}}}}});
  expect_says(get("--box 39,32,40,33"), 65, "larger than 536870912 bytes");
  expect_tidy();
}

TEST_F(Get, RefusesWhatIsNoRaster) {
  bench_.write("s/files/" + kN39E032 + ".tif", "<html>please log in</html>");
  expect_says(get("--box 39,32,40,33"), 65, "is no raster of SRTM, GeoTIFF or DTED");
  expect_tidy();
  bench_.write("s/files/" + kN39E032 + ".tif", "");
  EXPECT_NE(get("--box 39,32,40,33").exit_code, 0);
}

TEST_F(Get, SaysWhenTheAddressHasNothing) {
  const Answer a = get("--box 10,10,11,12");
  expect_says(a, 65, "has none of the tiles asked for (2)");
  EXPECT_EQ(bench_.shell("find cache -type f | grep -v /lock$ | wc -l").text,
            "0\n");  // no sea where the address is wrong
  const Answer nobody = bench_.shell("cupola terrain get --box 39,32,40,34 --from http://127.0.0.1:1/dem");
  expect_says(nobody, 75, "http://127.0.0.1:1/dem: error: cannot be reached");
  EXPECT_EQ(nobody.text.find("error: "), nobody.text.rfind("error: "))
      << nobody.text;  // once, not for each tile
  expect_says(bench_.shell("cupola terrain get --box 39,32,40,33 --from ftp://127.0.0.1/dem"), 65,
              "neither http:// nor https://");
  expect_says(bench_.shell("cupola terrain get --box 39,32,40,33 --from file://$PWD/s/files"), 65, "neither");
}

TEST_F(Get, FollowsFiveRedirectsAndOnlyOverHttp) {
  const std::string target = address_ + "/other/" + kN39E033 + ".tif";
  plan({{kN39E032 + ".tif", {{{"location", target}}}}});
  expect_says(get("--box 39,32,40,33"), 0, "1 fetched");
  plan({{kN39E032 + ".tif", {{{"location", "file://" + bench_.path("s/files/" + kN39E033 + ".tif")}}}}});
  bench_.shell("rm -r cache");
  EXPECT_EQ(get("--box 39,32,40,33").exit_code, 65);
  plan({{kN39E032 + ".tif", {{{"location", address_ + "/again/" + kN39E032 + ".tif"}}}}});
  expect_says(get("--box 39,32,40,33"), 65, "redirects");
}

TEST_F(Get, StopsCleanlyAndGoesOn) {
  plan({{kN39E032 + ".tif", {{{"slow", 60000}}, Json::object()}}});
  const Answer a = bench_.shell("'" CUPOLA_COMMAND "' terrain get --box 39,32,40,33 --from " + address_ +
                                " & child=$!\nsleep 1.5; kill -INT $child; wait $child");
  expect_says(a, 75, "Stopped. Run it again");
  const std::uintmax_t part =
      std::filesystem::file_size(bench_.path("cache/cupola/terrain/downloads/" + kN39E032 + ".tif.part"));
  EXPECT_GT(part, 0u);
  const Json object = Json::parse(get("--box 39,32,40,33 --json").text);
  EXPECT_EQ(object["tiles"][0]["resumed_at"], part);
  EXPECT_EQ(object["tiles"][0]["bytes"], size_of(kN39E032));
  // And after kill -9 as well.
  bench_.shell("rm -r cache");
  plan({{kN39E033 + ".tif", {{{"slow", 60000}}, Json::object()}}});
  bench_.shell("'" CUPOLA_COMMAND "' terrain get --box 39,33,40,34 --from " + address_ +
               " & child=$!\nsleep 1.5; kill -9 $child; wait $child");
  EXPECT_EQ(Json::parse(get("--box 39,33,40,34 --json").text)["tiles"][0]["state"], "fetched");
  EXPECT_EQ(bench_.read_tile(kN39E033).post_m(359, 0), hill_m(1200, 0));
}

TEST_F(Get, ImportsWhatCameBeforeItWasStopped) {
  bench_.shell("mkdir -p cache/cupola/terrain/downloads; cp s/files/" + kN39E032 +
               ".tif cache/cupola/terrain/downloads/");
  EXPECT_EQ(Json::parse(get("--box 39,32,40,33 --json").text)["tiles"][0]["state"], "fetched");
  EXPECT_EQ(log(), "");
  expect_tidy();
}

TEST_F(Get, LetsOneAtATimeIntoAFolder) {
  plan({{kN39E032 + ".tif", {{{"slow", 60000}}, Json::object()}}});
  const Answer a =
      bench_.shell("'" CUPOLA_COMMAND "' terrain get --quiet --box 39,32,40,33 --from " + address_ +
                   " >/dev/null 2>&1 & child=$!\nsleep 1; cupola terrain get --box 39,32,40,33 --from " +
                   address_ + "; code=$?; kill -INT $child; wait $child; exit $code");
  expect_says(a, 75, "another `cupola terrain get` is at work here");
}

}  // namespace
}  // namespace cupola
