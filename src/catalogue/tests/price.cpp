#include "catalogue/price.hpp"

#include <gtest/gtest.h>

#include "catalogue/decode.hpp"
#include "catalogue/fields.hpp"

namespace cupola {
namespace {

struct Thing {
  Price price;
};

void declare(FieldVisitor& v, Thing& thing) {
  v.about("thing", "Something that costs.");
  declare_price(v, thing.price);
}

std::string problems_of(const std::string& text, Thing& thing) {
  Document document;
  Problems problems;
  References references;
  if (parse_yaml("thing.yaml", text, document, problems))
    decode(document, document.root, "", thing, references, problems);
  return problems.text();
}

TEST(Price, IsReadInDollarsWithItsYear) {
  Thing thing;
  const std::string figure =
      "{value: 4 MUSD, low: 3500 kUSD, high: 5e6 USD, status: assumed, reason: \"for a test\"}";
  EXPECT_EQ(problems_of("price: " + figure + "\nprice_year: 2022\n", thing), "");
  EXPECT_TRUE(thing.price.given());
  EXPECT_DOUBLE_EQ(thing.price.usd, 4e6);
  EXPECT_DOUBLE_EQ(thing.price.usd.low, 3.5e6);
  EXPECT_DOUBLE_EQ(thing.price.usd.high, 5e6);
  EXPECT_EQ(thing.price.year, 2022);
}

TEST(Price, WithoutYearSourceOrUnitIsRefused) {
  const auto told = [](const std::string& text) {
    Thing thing;
    return problems_of(text, thing);
  };
  const std::string figure = "price: {value: 4 MUSD, status: assumed, reason: \"for a test\"}\n";
  EXPECT_NE(told(figure).find("`price` without `price_year`"), std::string::npos) << told(figure);
  EXPECT_NE(told("price_year: 2022\n").find("`price_year` without `price`"), std::string::npos);
  EXPECT_NE(told(figure + "price_year: 22\n").find("1940"), std::string::npos);
  EXPECT_NE(told("price: {value: 4 MUSD}\nprice_year: 2022\n").find("source"), std::string::npos);
  EXPECT_NE(
      told("price: {value: 4, status: assumed, reason: \"for a test\"}\nprice_year: 2022\n").find("unit"),
      std::string::npos);
}

}  // namespace
}  // namespace cupola
