# exercise: 2.1; naive grader: crashed
"""Is larger than a submission may be: six megabytes that swell a hundredfold when Python parses them."""

x = [
    <<repeat 3000000 1,>>
]
