// docs/envelopes.md and its pictures are what the command makes of the catalogue; `golden_tests --update` makes them anew.

#include <gtest/gtest.h>

#include <filesystem>

#include "golden/update.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

namespace fs = std::filesystem;
using namespace testing;

TEST(Envelopes, ArePagesOfTheShippedCatalogue) {
  const fs::path folder = fs::temp_directory_path() / "cupola-envelopes";
  fs::remove_all(folder);
  fs::create_directories(folder / "pictures");
  output_of(std::string(CUPOLA_COMMAND) + " catalogue envelopes --out " + folder.string());
  const fs::path docs = source_path("docs");
  int pictures = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const fs::path there = docs / fs::relative(entry.path(), folder);
    if (update) {
      fs::copy_file(entry.path(), there, fs::copy_options::overwrite_existing);
    } else {
      EXPECT_TRUE(text_of(entry.path()) == text_of(there))
          << there << ": golden_tests --update makes it anew";
    }
    pictures += entry.path().extension() == ".svg";
  }
  EXPECT_EQ(pictures, static_cast<int>(shipped_catalogue().interceptors.size()));
  // Another program can draw one.
  const std::string png = (folder / "48n6e3.png").string();
  output_of("rsvg-convert " + (folder / "pictures/envelope-48n6e3.svg").string() + " -o " + png);
  EXPECT_GT(fs::file_size(png), 10000u);
}

}  // namespace
}  // namespace cupola
