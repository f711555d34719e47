# exercise: 2.1; naive grader: crashed
"""Is about as large as a submission may be: five megabytes that swell a hundredfold when Python parses them."""

x = [
    <<repeat 2500000 1,>>
]
