#include "catalogue/price.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

void declare_price(FieldVisitor& v, Price& price) {
  // No end of the interval is the worse one: what is dear for one side is a loss for the other.
  v.figure(
      {"price", "What one costs, to whoever has it built; without it, it is counted as missing.", kOptional},
      money(0, 1e11), Worse::neither, price.usd);
  v.integer({"price_year", "In the money of this year; nothing is adjusted to another.", kOptional},
            between(1940, 2100), price.year);
  v.comes_with("price", "price_year");
  v.comes_with("price_year", "price");
}

}  // namespace cupola
