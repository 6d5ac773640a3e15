#pragma once

#include "catalogue/figure.hpp"

namespace cupola {

class FieldVisitor;

/// What one of a kind costs, in the money of a year. Bookkeeping: nothing in a run is decided by it.
struct Price {
  Figure usd;
  int year = 0;  ///< of the money; 0: no price is given
  bool given() const { return usd.has_record(); }
};

/// The fields `price` and `price_year` of a record that has a price.
void declare_price(FieldVisitor&, Price&);

}  // namespace cupola
